/* How public declarations are written: linkage, inlining, sizes, versions.
 *
 * Every exported name has two spellings. Sources say PyObject_AsReadBuffer, as CPython 2.7 does;
 * the linker sees slotbuf_PyObject_AsReadBuffer, by the assembler label that SLOTBUF_LINK attaches.
 * So a process can hold slotbuf and a real libpython at once. Languages that see only symbols look
 * up "slotbuf_" followed by the source name; macros and inline functions are there too. */
#ifndef SLOTBUF_RUNTIME_CONFIG_H
#define SLOTBUF_RUNTIME_CONFIG_H

#include <limits.h>
#include <stddef.h>
#include <stdint.h>

#define SLOTBUF_VERSION_MAJOR 0
#define SLOTBUF_VERSION_MINOR 1
#define SLOTBUF_VERSION_PATCH 0

/* The number of the binary interface that these headers compile into a host (docs/ABI.md). A
 * library accepts type records of its own number and of older ones. */
#define SLOTBUF_ABI 1

#ifdef __cplusplus
#define SLOTBUF_BEGIN_DECLARATIONS extern "C" {
#define SLOTBUF_END_DECLARATIONS }
#else
#define SLOTBUF_BEGIN_DECLARATIONS
#define SLOTBUF_END_DECLARATIONS
#endif

/* SLOTBUF_API(int) Name(int) SLOTBUF_LINK(Name); declares an exported function, SLOTBUF_DATA an
 * exported record. */
#define SLOTBUF_API(type) extern __attribute__((__visibility__("default"))) type
#define SLOTBUF_DATA(type) extern __attribute__((__visibility__("default"))) type
#define SLOTBUF_LINK(name) __asm__("slotbuf_" #name)

/* An inline body for a function that is exported as well: calls take the body, even at -O0, and the
 * address is the library's. objects/inline_twins.cc defines this as nothing, which makes the same
 * text the exported definitions. */
#ifndef SLOTBUF_INLINE
#define SLOTBUF_INLINE \
  extern __inline__ __attribute__((__gnu_inline__, __always_inline__, __artificial__))
#endif

#define SLOTBUF_LIKELY(condition) __builtin_expect(!!(condition), 1)
#define SLOTBUF_UNLIKELY(condition) __builtin_expect(!!(condition), 0)

/* printf-like checking of PyErr_Format and its kin. */
#define SLOTBUF_FORMAT(text, arguments) __attribute__((__format__(__printf__, text, arguments)))

/* True while the process has never had a second thread; false for good from the first
 * pthread_create on. Where the C library does not tell, counting is always atomic. */
#if defined(__has_include)
#if __has_include(<sys/single_threaded.h>)
#include <sys/single_threaded.h>
#define SLOTBUF_SINGLE_THREADED (__libc_single_threaded)
#endif
#endif
#ifndef SLOTBUF_SINGLE_THREADED
#define SLOTBUF_SINGLE_THREADED 0
#endif

/* A signed size, as wide as a pointer. CPython 2.7: Py_ssize_t. */
typedef intptr_t Py_ssize_t;
#define PY_SSIZE_T_MAX INTPTR_MAX
#define PY_SSIZE_T_MIN INTPTR_MIN

#endif
