"""What channels add to messages: does the grouping stay what it was?

    python tests/bench/wrapped.py target/release/fixfirst TEXTS.jsonl... [--language de] [--share 0.3] [--most 2500]

TEXTS.jsonl has one object a line with `text` and `label`. Of each kind below, a share of the texts is wrapped as mail
gateways, chats, apps, forms and agents wrap messages, in the words of wrapped.json; fixfirst groups all, and the labels
tell how well (V-measure and adjusted Rand index over all tickets, what is left out being one group). Wrapping is seeded:
the same texts, the same figures.
"""

import argparse
import csv
import json
import pathlib
import random
import subprocess
import tempfile

from bertopic import scores

FIRST = "Anna Jane Peter Maria Tom Priya Lee Fatima Oleg Sara Ben Kim Ines Hugo Nora Ali Chen Mia Leo Eva Omar Rosa".split()
LAST = "Doe Miller Gomez Sharma Khan Lopez Weber Smith Novak Rossi Silva Jansen Berg Kowalski Tanaka Nguyen".split()


class Wrapper:
    """Wraps texts in the words of a language."""

    def __init__(self, words, seed):
        self.words = words
        self.random = random.Random(seed)

    def one(self, of):
        return self.random.choice(of)

    def number(self, low=1000, high=9999):
        return self.random.randint(low, high)

    def who(self):
        return f"{self.one(FIRST)} {self.one(LAST)}"

    def filled(self, text):
        return text.format(
            who=self.who(), number=self.number(), day=self.number(1, 28), minute=self.number(10, 59), visitor="{visitor}"
        )

    def labelled(self, labels, values, between=": "):
        return "\n".join(f"{label}{between}{value}" for label, value in zip(labels, values))

    def banner(self, text):
        return f"{self.one(self.words['banner'])}\n\n{text}"

    def chat(self, text):
        visitor = f"{self.words['visitor']} {self.number(1000, 99999)}"
        agent, hour = self.one(["Anna", "Mike", "Support Bot"]), self.number(8, 18)
        turns = [
            f"*** {self.words['joined'].format(visitor=visitor)} ***",
            f"{agent}: {self.words['offer']}",
            f"{visitor}: {text}",
            f"{agent}: {self.words['reply']}",
            f"{visitor}: {self.one(self.words['thanks'])}",
            f"*** {self.words['left'].format(visitor=visitor)} ***",
        ]
        return "\n".join(f"({hour:02}:{at:02}:{self.number(0, 59):02}) {turn}" for at, turn in enumerate(turns, 1))

    def unstamped_chat(self, text):
        visitor, agent, words = self.who(), self.one(["Anna", "Mike", "Support Bot"]), self.words
        return (
            f"{agent}: {words['offer']}\n{visitor}: {text}\n{agent}: {words['reply']}\n"
            f"{visitor}: {self.one(words['thanks'])}"
        )

    def device(self, text):
        values = [
            self.one(["iPhone 12", "Pixel 6", "SM-G991B", "iPad Air", "Redmi Note 9"]),
            f"{self.one(['iOS', 'Android'])} {self.number(10, 17)}.{self.number(0, 6)}",
            f"{self.number(3, 6)}.{self.number(0, 20)}.{self.number(0, 9)}",
            self.number(10000, 999999),
            self.one(["en_US", "en_GB", "de_DE"]),
            self.one(["WiFi", "LTE", "5G"]),
        ]
        return f"{text}\n\n---\n{self.labelled(self.words['device'], values)}"

    def fields(self, text):
        name = self.who()
        return [
            *name.split(),
            f"{name.split()[0].lower()}@mail.example",
            f"+1 555 {self.number(100, 999)} {self.number()}",
            self.one(["United States", "Germany", "India", "Brazil"]),
            self.number(10000, 99999),
            self.one(["Google", "Facebook", "TV"]),
            text,
        ]

    def form(self, text):
        return self.labelled(self.words["form"], self.fields(text))

    def form_with_values_below(self, text):
        pairs = zip(self.words["form"], self.fields(text))
        return "\n\n".join(f"{label}:\n{value}" for label, value in pairs)

    def agents_note(self, text):
        values = [
            self.who(),
            self.one(["HQ", "Berlin", "Warehouse 2"]),
            self.number(),
            text,
            self.one(["restarted", "none", "remote session"]),
            self.one(["L2", "Network team", "Apps"]),
        ]
        return self.labelled(self.words["agents_note"], values)

    def survey(self, text):
        asked, answered, likely, reason = self.words["survey"]
        return f"{asked}: {likely}\n{answered}: {self.number(0, 10)}\n{asked}: {reason}\n{answered}: {text}"

    def answer(self, text):
        quoted = "\n".join(f"> {self.filled(line)}" for line in self.words["answer"])
        return f"{text}\n\n{self.filled(self.words['wrote'])}\n{quoted}"

    def signature(self, text):
        words = self.words
        return (
            f"{self.one(words['greetings'])},\n\n{text}\n\n{self.one(words['closings'])},\n{self.who()}\n"
            f"{self.one(words['roles'])} | {self.one(['Acme Inc.', 'Globex GmbH'])}\n"
            f"+1 (555) {self.number(100, 999)}-{self.number()}\n\n{words['sent_from']}"
        )

    def attachments(self, text):
        return f"{text}\n\n{self.filled(self.one(self.words['attachments']))}"

    def from_an_app(self, text):
        return (
            f"Feedback from app: {text}\n[Sent from Acme for iOS 5.{self.number(0, 20)}.{self.number(0, 9)}, "
            f"{self.one(['iPhone12,1', 'iPhone14,2', 'iPad8,1'])}, {self.one(['en', 'de'])}, uid={self.number(10**6, 10**8)}]"
        )


BODIES = [
    "banner", "chat", "unstamped_chat", "device", "form", "form_with_values_below", "agents_note", "survey", "answer",
    "signature", "attachments", "from_an_app",
]


def score(program, rows, folder):
    """Groups (subject, body, label) and gives V and ARI."""
    export, said = folder / "export.csv", folder / "assignments.csv"
    with export.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "subject", "description"])
        writer.writerows([f"T-{at}", subject, body] for at, (subject, body, _) in enumerate(rows))
    command = [program, "report", export, "--assignments", said, "-o", folder / "x.md", "--cache", folder / "cache", "-q"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    with said.open(newline="", encoding="utf-8") as file:
        of = {row["ticket_id"]: row["problem_id"] or "none" for row in csv.DictReader(file)}
    pairs = [(label, of[f"T-{at}"]) for at, (_, _, label) in enumerate(rows) if f"T-{at}" in of]
    labels, found = zip(*pairs)
    return scores(labels, found)


def kinds(texts, words, share):
    """Rows of subject, message and label by the kind of their wrapping."""
    beginning = lambda text: " ".join(text.split()[:4])
    yield "plain", [("", text, label) for text, label in texts]
    for name in BODIES:
        wrapper = Wrapper(words, name)
        wrap = lambda text: getattr(wrapper, name)(text) if wrapper.random.random() < share else text
        yield name.replace("_", " "), [("", wrap(text), label) for text, label in texts]
    yield "own subjects", [(beginning(text), text, label) for text, label in texts]
    for subject in words["subjects"]:
        wrapper = Wrapper(words, subject)
        title = lambda text: wrapper.filled(subject) if wrapper.random.random() < share else beginning(text)
        yield f"subject: {subject}", [(title(text), text, label) for text, label in texts]


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("program", type=pathlib.Path)
    arguments.add_argument("texts", nargs="+", type=pathlib.Path)
    arguments.add_argument("--language", default="en")
    arguments.add_argument("--share", type=float, default=0.3)
    arguments.add_argument("--most", type=int, default=2500)
    given = arguments.parse_args()
    words = json.loads((pathlib.Path(__file__).parent / "wrapped.json").read_text(encoding="utf-8"))[given.language]
    for path in given.texts:
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        texts = [(line["text"], line["label"]) for line in lines if line["label"] not in (None, "", "noise")]
        random.Random(1).shuffle(texts)
        with tempfile.TemporaryDirectory() as folder:
            for name, rows in kinds(texts[: given.most], words, given.share):
                v, ari = score(given.program, rows, pathlib.Path(folder))
                print(f"{path.stem:20} {name:48} V {v:.3f}  ARI {ari:.3f}", flush=True)


if __name__ == "__main__":
    main()
