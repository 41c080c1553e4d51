/* bytes: the names that CPython 2.6 and later have for str. Each is the type, function or macro of
 * the same name with PyString_ in the place of PyBytes_, and its contract is the one in
 * objects/str/str.h. CPython 2.7: bytesobject.h. */
#ifndef SLOTBUF_OBJECTS_STR_BYTES_H
#define SLOTBUF_OBJECTS_STR_BYTES_H

#include "str.h"

#define PyBytesObject PyStringObject
#define PyBytes_Type PyString_Type

#define PyBytes_Check PyString_Check
#define PyBytes_CheckExact PyString_CheckExact
#define PyBytes_CHECK_INTERNED PyString_CHECK_INTERNED
#define PyBytes_AS_STRING PyString_AS_STRING
#define PyBytes_GET_SIZE PyString_GET_SIZE
#define PyBytes_FromStringAndSize PyString_FromStringAndSize
#define PyBytes_FromString PyString_FromString
#define PyBytes_FromFormatV PyString_FromFormatV
#define PyBytes_FromFormat PyString_FromFormat
#define PyBytes_Size PyString_Size
#define PyBytes_AsString PyString_AsString
#define PyBytes_Repr PyString_Repr
#define PyBytes_Concat PyString_Concat
#define PyBytes_ConcatAndDel PyString_ConcatAndDel
#define _PyBytes_Resize _PyString_Resize
#define PyBytes_AsStringAndSize PyString_AsStringAndSize

#endif
