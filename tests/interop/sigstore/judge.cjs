// A proof of ours (.tlog-proof), judged by the code with which Sigstore's clients judge theirs.
// judge.cjs MODULES VERIFIER-KEY PROOF. Prints "accepted" or why not; exit status 0 or 1.
"use strict";
const crypto = require("crypto");
const fs = require("fs");
const path = require("path");

const [modules, key, file] = process.argv.slice(2);
const tlog = path.join(path.resolve(modules), "@sigstore", "verify", "dist", "tlog");
const { verifyCheckpoint } = require(path.join(tlog, "checkpoint.js"));
const { verifyMerkleInclusion } = require(path.join(tlog, "merkle.js"));

// "name+hint+base64(01 || public key)"
const [name, hint, bytes] = [key.split("+")[0], key.split("+")[1], key.split("+").slice(2).join("+")];
const ed25519 = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), Buffer.from(bytes, "base64").subarray(1)]);
const log = {
    logID: Buffer.from(hint, "hex"),
    baseURL: name,
    publicKey: crypto.createPublicKey({ key: ed25519, format: "der", type: "spki" }),
};

const text = fs.readFileSync(file, "utf8");
const header = text.slice(0, text.indexOf("\n\n")).split("\n");
const value = (word) => header.find((line) => line.startsWith(word + " ")).slice(word.length + 1);
const entry = {
    canonicalizedBody: Buffer.from(value("extra"), "base64"),
    inclusionProof: {
        logIndex: value("index"),
        hashes: header.slice(header.findIndex((line) => line.startsWith("index ")) + 1).map((line) => Buffer.from(line, "base64")),
        checkpoint: { envelope: text.slice(text.indexOf("\n\n") + 2) },
    },
};

try {
    verifyMerkleInclusion(entry, verifyCheckpoint(entry, [log]));
    console.log("accepted");
} catch (error) {
    console.log(`refused: ${error.message}`);
    process.exitCode = 1;
}
