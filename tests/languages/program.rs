// Reads and writes an object without a copy, with the declarations from slotbuf.symbols.json.
mod slotbuf;
use slotbuf::*;
use std::ffi::CStr;
use std::mem::zeroed;
use std::ptr::{addr_of_mut, null_mut};
use std::slice;

fn main() {
    unsafe {
        assert_offsets();
        let object = PyByteArray_FromStringAndSize(b"zero copies".as_ptr().cast(), 11);
        assert_eq!((*object).ob_type, addr_of_mut!(PyByteArray_Type));

        let mut view: Py_buffer = zeroed();
        assert_eq!(Slotbuf_Lease(object, &mut view, PyBUF_WRITABLE as i32), 0);
        let bytes = slice::from_raw_parts_mut(view.buf as *mut u8, view.len as usize);
        assert_eq!(bytes, b"zero copies");
        bytes[0] = b'Z';

        assert_eq!(PyByteArray_Resize(object, 100), -1);
        assert_eq!(CStr::from_ptr(Slotbuf_ErrorName()).to_bytes(), b"BufferError");
        PyErr_Clear();
        PyBuffer_Release(&mut view);
        assert_eq!(view.obj, null_mut());

        let span = Slotbuf_ReadSpan(object);
        assert_eq!(span.bytes, (*(object as *mut SlotbufBytesObject)).ob_bytes.cast_const());
        let read = slice::from_raw_parts(span.bytes as *const u8, span.size as usize);
        assert_eq!(read, b"Zero copies");
        Py_DecRef(object);
    }
}
