#!/usr/bin/env python3
"""fixfirst beside BERTopic's default pipeline on labelled texts, in one run on one machine.

    python3 -m venv bench && bench/bin/pip install onnxruntime tokenizers umap-learn hdbscan
    bench/bin/python tests/bench/bertopic.py target/release/fixfirst SET.jsonl...

A line of SET.jsonl is an object with id, text and label (null: the text belongs to no recurring problem). BERTopic's
defaults are those of its documentation: the sentence vectors (the same all-MiniLM-L6-v2 that fixfirst carries, here by
ONNX Runtime), UMAP to 5 dimensions with 15 neighbours and min_dist 0 by cosine, HDBSCAN with clusters of at least 10.
V-measure and ARI are over all labelled texts; a text that was left out counts as a group of its own for both.
"""

import argparse
import csv
import json
import math
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import date, timedelta
from itertools import groupby

CARRIED = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "src", "embed", "minilm")


def entropy(counts, n):
    return -sum(c / n * math.log(c / n) for c in counts.values())


def scores(truth, found):
    """V-measure (Rosenberg and Hirschberg 2007) and adjusted Rand index (Hubert and Arabie 1985)."""
    cells, rows, cols, n = Counter(zip(truth, found)), Counter(truth), Counter(found), len(truth)
    mutual = sum(c / n * math.log(c * n / (rows[a] * cols[b])) for (a, b), c in cells.items())
    homogeneity = mutual / entropy(rows, n) if len(rows) > 1 else 1.0
    completeness = mutual / entropy(cols, n) if len(cols) > 1 else 1.0
    both = homogeneity + completeness
    pairs = lambda counts: sum(c * (c - 1) // 2 for c in counts.values())
    index, a, b = pairs(cells), pairs(rows), pairs(cols)
    expected, most = a * b / (n * (n - 1) / 2), (a + b) / 2
    return 2 * homogeneity * completeness / both if both else 0.0, (index - expected) / (most - expected)


def told(name, rows, group_of, seconds, mebibytes):
    """One line of the table; `group_of` gives a text's group or None."""
    known = [row for row in rows if row["label"] is not None]
    groups = [group_of(row) for row in known]
    v, ari = scores([row["label"] for row in known], [g if g is not None else ("alone", i) for i, g in enumerate(groups)])
    noise = [row for row in rows if row["label"] is None]
    kept = sum(group_of(row) is not None for row in noise) / len(noise) if noise else float("nan")
    out = sum(g is None for g in groups) / len(groups)
    print(f"{name:30s} V {v:.3f}  ARI {ari:.3f}  left out {out:5.1%}  noise grouped {kept:5.1%}  {seconds:6.1f} s  {mebibytes:6.0f} MiB", flush=True)


def fixfirst(binary, rows, folder):
    export, out = os.path.join(folder, "export.csv"), os.path.join(folder, "out.csv")
    with open(export, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "subject", "created"])
        for at, row in enumerate(rows):
            writer.writerow([row["id"], row["text"], date(2026, 1, 5) + timedelta(days=at % 182)])
    began = time.monotonic()
    subprocess.run([binary, "report", export, "--assignments", out, "--format", "json"], check=True, stdout=subprocess.DEVNULL)
    took = time.monotonic() - began
    with open(out, newline="", encoding="utf-8") as file:
        group = {row["ticket_id"]: row["problem_id"] or None for row in csv.DictReader(file)}
    return (lambda row: group[str(row["id"])]), took, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def encode(texts):
    import numpy
    import onnxruntime
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(os.path.join(CARRIED, "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(256)
    session = onnxruntime.InferenceSession(os.path.join(CARRIED, "model.onnx"))
    tokens = [encoding.ids for encoding in tokenizer.encode_batch(texts)]
    vectors = numpy.zeros((len(texts), 384), numpy.float32)
    order = sorted(range(len(texts)), key=lambda at: len(tokens[at]))
    for _, same in groupby(order, key=lambda at: len(tokens[at])):
        same = list(same)
        for start in range(0, len(same), 32):
            part = same[start : start + 32]
            ids = numpy.array([tokens[at] for at in part], numpy.int64)
            fed = {"input_ids": ids, "attention_mask": numpy.ones_like(ids), "token_type_ids": numpy.zeros_like(ids)}
            vectors[part] = session.run(None, fed)[0].mean(1)
    return vectors / numpy.linalg.norm(vectors, axis=1, keepdims=True)


def bertopic(rows):
    import hdbscan
    import umap

    began = time.monotonic()
    vectors = encode([row["text"] for row in rows])
    reduced = umap.UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=42).fit_transform(vectors)
    labels = hdbscan.HDBSCAN(min_cluster_size=10, metric="euclidean", cluster_selection_method="eom").fit_predict(reduced)
    took = time.monotonic() - began
    group = {row["id"]: int(label) if label >= 0 else None for row, label in zip(rows, labels)}
    return (lambda row: group[row["id"]]), took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("sets", nargs="+")
    parser.add_argument("--only", help="run this side alone, in this process: peak memory is then its own")
    args = parser.parse_args()
    for path in args.sets:
        name = os.path.splitext(os.path.basename(path))[0]
        with open(path, encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        if args.only == "bertopic":
            told(f"{name} BERTopic", rows, *bertopic(rows))
            continue
        with tempfile.TemporaryDirectory() as folder:
            told(f"{name} fixfirst", rows, *fixfirst(args.binary, rows, folder))
        # A process of its own, so that one side's memory is not the other's.
        subprocess.run([sys.executable, __file__, args.binary, path, "--only", "bertopic"], check=True)


if __name__ == "__main__":
    main()
