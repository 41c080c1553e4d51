#!/usr/bin/env -S node --no-warnings --no-turbo-fast-api-calls
// Runs a WebAssembly program as the command that it is: run_wasm.mjs PROGRAM ARGUMENT...
// node's fast calls collect garbage where V8 cannot bear it, and crash: nodejs/node issue 46777.
import { readFileSync } from 'node:fs';
import { WASI } from 'node:wasi';

const [program, ...words] = process.argv.slice(2);
const wasi = new WASI({
  version: 'preview1',
  args: [program, ...words],
  env: process.env,
  preopens: { '/': '/' },
});
const module = new WebAssembly.Module(readFileSync(program));
const instance = new WebAssembly.Instance(module, { wasi_snapshot_preview1: wasi.wasiImport });
process.exitCode = wasi.start(instance);
