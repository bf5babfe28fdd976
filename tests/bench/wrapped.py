"""What channels add to messages: does the grouping stay what it was?

    python tests/bench/wrapped.py target/release/fixfirst TEXTS.jsonl... [--share 0.3] [--most 2500]

TEXTS.jsonl has one object a line with `text` and `label`. Of each kind below, a share of the texts is wrapped as mail
gateways, chats, apps, forms and agents wrap messages; fixfirst groups all, and the labels tell how well (V-measure and
adjusted Rand index over all tickets, what is left out being one group). Wrapping is seeded: the same texts, the same
figures.
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


def one(r, *of):
    return r.choice(of)


def who(r):
    return f"{r.choice(FIRST)} {r.choice(LAST)}"


def banner(text, r):
    return one(
        r,
        "CAUTION: This email originated from outside of the organization. Do not click links or open attachments "
        "unless you recognize the sender and know the content is safe.\n\n",
        "[EXTERNAL EMAIL] Exercise caution when opening attachments or clicking links, especially from unknown "
        "senders.\n\n",
        "This Message Is From an External Sender\nThis message came from outside your organization.\n\n",
    ) + text


def chat(text, r):
    visitor, agent, hour = f"Visitor {r.randint(1000, 99999)}", one(r, "Anna", "Mike", "Support Bot"), r.randint(8, 18)
    at = lambda minute: f"({hour:02}:{minute:02}:{r.randint(0, 59):02}) "
    return (
        f"{at(1)}*** {visitor} joined the chat ***\n{at(2)}{agent}: Hello! Thanks for contacting us. How can I help "
        f"you today?\n{at(3)}{visitor}: {text}\n{at(4)}{agent}: I am sorry to hear that. Let me check this for you.\n"
        f"{at(5)}{visitor}: {one(r, 'ok thanks', 'sure', 'thank you')}\n{at(6)}*** {visitor} left the chat ***"
    )


def unstamped_chat(text, r):
    visitor, agent = who(r), one(r, "Anna", "Mike", "Support Bot")
    return (
        f"{agent}: Hi {visitor.split()[0]}, you are chatting with {agent}. What can I do for you?\n{visitor}: hi\n"
        f"{visitor}: {text}\n{agent}: One moment please.\n{visitor}: ok"
    )


def device(text, r):
    return (
        f"{text}\n\n---\nDevice: {one(r, 'iPhone 12', 'Pixel 6', 'SM-G991B', 'iPad Air', 'Redmi Note 9')}\n"
        f"OS: {one(r, 'iOS', 'Android')} {r.randint(10, 17)}.{r.randint(0, 6)}\n"
        f"App version: {r.randint(3, 6)}.{r.randint(0, 20)}.{r.randint(0, 9)}\nUser ID: {r.randint(10000, 999999)}\n"
        f"Locale: {one(r, 'en_US', 'en_GB', 'de_DE')}\nNetwork: {one(r, 'WiFi', 'LTE', '5G')}"
    )


def form(text, r):
    name = who(r)
    return (
        f"First name: {name.split()[0]}\nLast name: {name.split()[1]}\nEmail: {name.split()[0].lower()}@mail.example\n"
        f"Phone: +1 555 {r.randint(100, 999)} {r.randint(1000, 9999)}\n"
        f"Country: {one(r, 'United States', 'Germany', 'India', 'Brazil')}\nOrder number: {r.randint(10000, 99999)}\n"
        f"How did you hear about us: {one(r, 'Google', 'A friend', 'Newspaper')}\nMessage: {text}"
    )


def agents_note(text, r):
    return (
        f"Caller: {who(r)}\nLocation: {one(r, 'HQ', 'Berlin', 'Warehouse 2')}\nContact number: {r.randint(1000, 9999)}\n"
        f"Summary of issue: {text}\nTroubleshooting done: {one(r, 'restarted', 'none', 'remote session')}\n"
        f"Assigned to: {one(r, 'L2', 'Network team', 'Apps')}"
    )


def survey(text, r):
    return (
        f"Q: How likely are you to recommend us?\nA: {r.randint(0, 10)}\n"
        f"Q: What is the main reason for your score?\nA: {text}"
    )


def answer(text, r):
    return (
        f"{text}\n\nOn Mon, Mar {r.randint(1, 28)}, 2025 at 10:{r.randint(10, 59)} AM Acme Support <help@acme.example> "
        "wrote:\n> Hello,\n> Thank you for contacting us. A member of our team will answer soon.\n"
        f"> Your ticket number is {r.randint(1000, 9999)}."
    )


def signature(text, r):
    return (
        f"Hi {one(r, 'team', 'there', 'all')},\n\n{text}\n\n{one(r, 'Best regards', 'Thanks', 'Cheers')},\n{who(r)}\n"
        f"{one(r, 'Sales Manager', 'CEO', 'IT')} | {one(r, 'Acme Inc.', 'Globex GmbH')}\n"
        f"+1 (555) {r.randint(100, 999)}-{r.randint(1000, 9999)}\n\nSent from my iPhone"
    )


def attachments(text, r):
    return text + one(
        r,
        "\n\n[image: image.png]",
        f"\n\nAttachments: IMG_{r.randint(1000, 9999)}.jpg (2.1 MB)",
        f"\n\nScreenshot 2025-03-{r.randint(10, 28)} at 10.12.33.png",
        f"\n\n1 attachment: invoice_{r.randint(100, 999)}.pdf",
    )


def from_an_app(text, r):
    return (
        f"Feedback from app: {text}\n[Sent from Acme for iOS 5.{r.randint(0, 20)}.{r.randint(0, 9)}, "
        f"{one(r, 'iPhone12,1', 'iPhone14,2', 'iPad8,1')}, {one(r, 'en', 'de')}, uid={r.randint(10**6, 10**8)}]"
    )


BODIES = [banner, chat, unstamped_chat, device, form, agents_note, survey, answer, signature, attachments, from_an_app]

# Subjects over a share of the tickets; the others have their first four words.
SUBJECTS = {
    "subject of a contact form": lambda r: "New message from your contact form",
    "subject of a mailbox": lambda r: f"Voice message from +1 555 {r.randint(100, 999)} {r.randint(1000, 9999)}",
    "subject of a chat": lambda r: f"Chat with {who(r)}",
}


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


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("program", type=pathlib.Path)
    arguments.add_argument("texts", nargs="+", type=pathlib.Path)
    arguments.add_argument("--share", type=float, default=0.3)
    arguments.add_argument("--most", type=int, default=2500)
    given = arguments.parse_args()
    for path in given.texts:
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        texts = [(line["text"], line["label"]) for line in lines if line["label"] not in (None, "", "noise")]
        random.Random(1).shuffle(texts)
        texts = texts[: given.most]
        beginning = lambda text: " ".join(text.split()[:4])
        kinds = {"plain": [("", text, label) for text, label in texts]}
        for wrap in BODIES:
            r = random.Random(wrap.__name__)
            rows = [("", wrap(text, r) if r.random() < given.share else text, label) for text, label in texts]
            kinds[wrap.__name__.replace("_", " ")] = rows
        kinds["own subjects"] = [(beginning(text), text, label) for text, label in texts]
        for name, subject in SUBJECTS.items():
            r = random.Random(name)
            rows = [(subject(r) if r.random() < given.share else beginning(text), text, label) for text, label in texts]
            kinds[name] = rows
        with tempfile.TemporaryDirectory() as folder:
            for name, rows in kinds.items():
                v, ari = score(given.program, rows, pathlib.Path(folder))
                print(f"{path.stem:20} {name:28} V {v:.3f}  ARI {ari:.3f}", flush=True)


if __name__ == "__main__":
    main()
