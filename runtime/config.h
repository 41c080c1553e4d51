/* How public declarations are written: linkage, inlining, sizes.
 *
 * Every exported name has two spellings. Sources say PyObject_AsReadBuffer, as in CPython 2.7; the
 * linker sees slotbuf_PyObject_AsReadBuffer, by the assembler label that SLOTBUF_LINK attaches. So
 * a process can hold slotbuf and a real libpython at once. Languages that see only symbols look up
 * "slotbuf_" followed by the source name. Inline functions have such a symbol too, and so have
 * macros, except those that docs/ABI.md lists. */
#ifndef SLOTBUF_RUNTIME_CONFIG_H
#define SLOTBUF_RUNTIME_CONFIG_H

#include <limits.h>
#include <stddef.h>
#include <stdint.h>

/* The number of the binary interface that these headers compile into a host (docs/ABI.md). A
 * library accepts type records of its own number and of older ones (Slotbuf_ReadyType). Ours. */
#define SLOTBUF_ABI 1

/* What stands around the declarations of a header: in C++ they have C linkage. Ours. */
#ifdef __cplusplus
#define SLOTBUF_BEGIN_DECLARATIONS extern "C" {
#define SLOTBUF_END_DECLARATIONS }
#else
#define SLOTBUF_BEGIN_DECLARATIONS
#define SLOTBUF_END_DECLARATIONS
#endif

/* Who sees the names: with the shared library everybody. SLOTBUF_STATIC hides them. The sources of
 * the static library are compiled with it, so a plugin that holds slotbuf exports none of them. The
 * sources of its host may be, and are with the flags from pkg-config and Meson: the compiler then
 * knows that the names are in the same program or plugin. For a host of the shared library it is an
 * error at link time. Ours. */
#ifdef SLOTBUF_STATIC
#define SLOTBUF_VISIBILITY "hidden"
#else
#define SLOTBUF_VISIBILITY "default"
#endif

/* `SLOTBUF_API(int) Name(int) SLOTBUF_LINK(Name);` declares an exported function, SLOTBUF_DATA in
 * the place of SLOTBUF_API an exported record or pointer. Ours. */
#define SLOTBUF_API(type) extern __attribute__((__visibility__(SLOTBUF_VISIBILITY))) type
#define SLOTBUF_DATA(type) extern __attribute__((__visibility__(SLOTBUF_VISIBILITY))) type
#define SLOTBUF_LINK(name) __asm__("slotbuf_" #name)

/* Goes before the inline body of a function that is exported as well: calls take the body, even at
 * -O0, and the address is the library's. The library defines it as nothing in one place, which
 * makes the same text the exported definitions. Ours. */
#ifndef SLOTBUF_INLINE
#define SLOTBUF_INLINE \
  extern __inline__ __attribute__((__gnu_inline__, __always_inline__, __artificial__))
#endif

/* [condition] as 1 or 0, with the hint to the compiler that it is mostly 1, or mostly 0. Ours. */
#define SLOTBUF_LIKELY(condition) __builtin_expect(!!(condition), 1)
#define SLOTBUF_UNLIKELY(condition) __builtin_expect(!!(condition), 0)

/* Has the compiler check a call as one of printf: parameter [text] is the format, and parameter
 * [arguments] the first argument of it. Ours. */
#define SLOTBUF_FORMAT(text, arguments) __attribute__((__format__(__printf__, text, arguments)))

/* Nonzero only while the C library knows that the process has one thread. Where it does not tell,
 * this is 0 and reference counts are always atomic. Ours. */
#if defined(__has_include)
#if __has_include(<sys/single_threaded.h>)
#include <sys/single_threaded.h>
#define SLOTBUF_SINGLE_THREADED (__libc_single_threaded)
#endif
#endif
#ifndef SLOTBUF_SINGLE_THREADED
#define SLOTBUF_SINGLE_THREADED 0
#endif

/* A signed size, as wide as a pointer, and its limits. CPython 2.7: Py_ssize_t, PY_SSIZE_T_MAX,
 * PY_SSIZE_T_MIN. */
typedef intptr_t Py_ssize_t;
#define PY_SSIZE_T_MAX INTPTR_MAX
#define PY_SSIZE_T_MIN INTPTR_MIN

#endif
