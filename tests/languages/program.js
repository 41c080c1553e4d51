// Reads and writes an object without a copy, with the declarations from slotbuf.symbols.json.
"use strict";
const assert = require("assert");
const koffi = require("koffi");
const slotbuf = require("./slotbuf.js")(koffi, process.argv[2]);

const object = slotbuf.PyByteArray_FromStringAndSize("zero copies", 11);
const head = koffi.decode(object, "SlotbufBytesObject");
assert.strictEqual(koffi.address(head.ob_type), koffi.address(slotbuf.PyByteArray_Type));

const view = koffi.alloc("Py_buffer", 1);
assert.strictEqual(slotbuf.Slotbuf_Lease(object, view, slotbuf.PyBUF_WRITABLE), 0);
const lease = koffi.decode(view, "Py_buffer");
const bytes = new Uint8Array(koffi.view(lease.buf, Number(lease.len)));
assert.strictEqual(Buffer.from(bytes).toString(), "zero copies");
bytes[0] = "Z".charCodeAt(0);

assert.strictEqual(slotbuf.PyByteArray_Resize(object, 100), -1);
assert.strictEqual(slotbuf.Slotbuf_ErrorName(), "BufferError");
slotbuf.PyErr_Clear();
slotbuf.PyBuffer_Release(view);

const span = slotbuf.Slotbuf_ReadSpan(object);
assert.strictEqual(koffi.address(span.bytes), koffi.address(head.ob_bytes));
const read = new Uint8Array(koffi.view(span.bytes, Number(span.size)));
assert.strictEqual(Buffer.from(read).toString(), "Zero copies");
slotbuf.Py_DecRef(object);
