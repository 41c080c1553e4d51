/* What the loops of all peers are made of, so that they have one shape: the object is hidden from the
 * compiler, the operation is done, and what came of it is sunk. Without the first the operation might
 * leave the loop, without the second it might vanish. */
#ifndef SLOTBUF_BENCH_PEERS_LOOP_H
#define SLOTBUF_BENCH_PEERS_LOOP_H

#include <stdlib.h>
#include <string.h>

#include "../subject.h"

/* The compiler no longer knows what [pointer] points at. */
#define HIDE(pointer) __asm__ volatile("" : "+r"(pointer))

/* The compiler believes that the values are used, and all memory read and written. */
#define SINK(value) __asm__ volatile("" : : "r"(value) : "memory")
#define SINK_SPAN(bytes, size) __asm__ volatile("" : : "r"(bytes), "r"(size) : "memory")
#define SINK_ANSWER(result, bytes, size) \
  __asm__ volatile("" : : "r"(result), "r"(bytes), "r"(size) : "memory")

/* What every small object holds. */
#define SIXTEEN "0123456789abcdef"
#define SIXTEEN_SIZE ((size_t)16)

static inline int is_sixteen(const void *bytes, size_t size) {
  return size == SIXTEEN_SIZE && memcmp(bytes, SIXTEEN, SIXTEEN_SIZE) == 0;
}

/* The loops without their operations, for the [empty] of a row: over one object, and over nothing. */
static inline void empty_one(void *work, size_t operations) {
  for (; operations > 0; --operations) HIDE(work);
}
static inline void empty_none(void *work, size_t operations) {
  (void)work;
  for (; operations > 0; --operations) __asm__ volatile("" : : : "memory");
}

/* For rows that make and free: what they copy. */
static inline void *prepare_sixteen(void) { return (void *)SIXTEEN; }
static inline void finish_nothing(void *work) { (void)work; }

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

#endif
