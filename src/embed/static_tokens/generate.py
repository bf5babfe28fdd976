#!/usr/bin/env python3
"""Makes the static token table: one vector a token of the carried model, and the map into the model's space.

    generate.py MODEL_FOLDER TEXTS_FOLDER OUT_FOLDER

MODEL_FOLDER has model.onnx and tokenizer.json; TEXTS_FOLDER has labelled texts, NAME.jsonl with a `text` a line.
Needs numpy, onnxruntime and tokenizers. No label is read and no text is kept: the texts only teach a linear map.

1. Each token alone through the model (start mark, token, end mark; mean of the states) gives 384 numbers.
2. A ridge regression from the frequency-weighted mean of a text's token vectors to the model's own vector of the
   text, over PER_SET texts of each set, gives a 384 x 384 map.
3. Tokens times map, rotated to their principal axes: the first DIMENSIONS are kept, a token a row, as int8 with a
   scale a row. The rotation back is kept as float32.
"""
import glob, hashlib, json, os, sys
import numpy as np
import onnxruntime
from tokenizers import Tokenizer

DIMENSIONS = 256
PER_SET = 2500
# Arora, Liang and Ma (2017), "A simple but tough-to-beat baseline for sentence embeddings": weight a / (a + p).
SMOOTH = 1e-3
LONGEST = 128
RIDGE = 1.0
# Templated sets would teach their templates.
LEFT_OUT = {"mixed"}


def batches(lengths, most=4096):
    order = sorted(range(len(lengths)), key=lambda at: (lengths[at], at))
    start = 0
    while start < len(order):
        end = start
        while end < len(order) and lengths[order[end]] == lengths[order[start]] and (end - start) * lengths[order[start]] < most:
            end += 1
        yield order[start:end]
        start = end


def encode(session, ids):
    out = np.zeros((len(ids), 384), np.float32)
    for batch in batches([len(i) for i in ids]):
        tokens = np.array([ids[at] for at in batch], np.int64)
        states = session.run(None, {"input_ids": tokens, "attention_mask": np.ones_like(tokens),
                                    "token_type_ids": np.zeros_like(tokens)})[0]
        out[batch] = states.mean(axis=1)
    return out


def unit(rows):
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def main():
    model, texts_folder, out = sys.argv[1:4]
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2
    session = onnxruntime.InferenceSession(os.path.join(model, "model.onnx"), options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_file(os.path.join(model, "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    size = tokenizer.get_vocab_size()
    start, end = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    tokens = encode(session, [[start, at, end] for at in range(size)])

    chosen = []
    for path in sorted(glob.glob(os.path.join(texts_folder, "*.jsonl"))):
        if os.path.basename(path)[:-6] in LEFT_OUT:
            continue
        texts = sorted({json.loads(line)["text"] for line in open(path, encoding="utf-8")})
        texts.sort(key=lambda text: hashlib.sha256(text.encode()).digest())
        chosen += texts[:PER_SET]
    ids = [e.ids for e in tokenizer.encode_batch(chosen)]
    goal = unit(encode(session, ids))
    inner = [i[1:-1] for i in ids]
    count = np.bincount(np.concatenate(inner), minlength=size).astype(np.float64)
    weight = SMOOTH / (SMOOTH + count / count.sum())
    mean = np.stack([(tokens[i] * weight[i][:, None]).sum(0) / weight[i].sum() if i else np.zeros(384) for i in inner])
    train = np.arange(len(mean)) % 10 != 0
    gram = mean[train].T @ mean[train] + RIDGE * np.eye(384)
    weights = np.linalg.solve(gram, mean[train].T @ goal[train])
    held = unit(mean[~train] @ weights)
    print("texts", len(chosen), "cosine to the model on held-out texts", float((held * goal[~train]).sum(1).mean()))

    mapped = tokens @ weights
    _, _, axes = np.linalg.svd(mapped * weight[:, None] ** 0.5, full_matrices=False)
    axes = axes[:DIMENSIONS]
    low = mapped @ axes.T
    print("kept of the tokens' length", float((low**2).sum() / (mapped**2).sum()))
    scale = np.maximum(np.abs(low).max(axis=1), 1e-9) / 127
    np.clip(np.rint(low / scale[:, None]), -127, 127).astype(np.int8).tofile(os.path.join(out, "tokens.i8"))
    scale.astype("<f4").tofile(os.path.join(out, "scales.f32"))
    axes.astype("<f4").tofile(os.path.join(out, "axes.f32"))
    for name in ("tokens.i8", "scales.f32", "axes.f32"):
        print(hashlib.sha256(open(os.path.join(out, name), "rb").read()).hexdigest(), name)


main()
