-- Reads and writes an object without a copy, with the declarations from slotbuf.symbols.json.
require("slotbuf")
local ffi = require("ffi")
local slotbuf = ffi.load(arg[1])

local object = slotbuf.PyByteArray_FromStringAndSize("zero copies", 11)
assert(object.ob_type == slotbuf.PyByteArray_Type)

local view = ffi.new("Py_buffer[1]")
assert(slotbuf.Slotbuf_Lease(object, view, constants.PyBUF_WRITABLE) == 0)
local bytes = ffi.cast("char *", view[0].buf)
assert(ffi.string(bytes, view[0].len) == "zero copies")
bytes[0] = string.byte("Z")

assert(slotbuf.PyByteArray_Resize(object, 100) == -1)
assert(ffi.string(slotbuf.Slotbuf_ErrorName()) == "BufferError")
slotbuf.PyErr_Clear()
slotbuf.PyBuffer_Release(view)

local span = slotbuf.Slotbuf_ReadSpan(object)
assert(span.bytes == bytes and ffi.cast("SlotbufBytesObject *", object).ob_bytes == bytes)
assert(ffi.string(span.bytes, span.size) == "Zero copies")
slotbuf.Py_DecRef(object)
