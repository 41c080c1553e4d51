/* What the bench program and the things it measures agree on.
 *
 * A subject is one thing that is measured: slotbuf in one of its linkages, a design, or a peer. It
 * is a shared object of its own, which the program loads with dlopen, so the way from the caller to
 * the function called is equally long for all. It exports one function, bench_subject.
 *
 * A row is one question put to one kind of object: "read" of a "str". Questions and objects have
 * the same names in all subjects (docs/BENCHMARKS.md lists them), because rows are compared by
 * name.
 *
 * The order of calls for a row, all on one thread: prepare, verify, run as often as needed, finish.
 * All of it happens several times. Two questions are asked in processes of their own:
 *
 *   rss        prepare makes room for BENCH_LIVE_OBJECTS; run makes [operations] objects (at most
 *              that many, and once) and keeps them. The answer is how much more memory is resident.
 *   contended  run is called by two threads at once, on the same work.
 *
 * A subject may have a row more than once, with its loop in different places: the time of a loop of
 * less than a nanosecond depends on where it lies. The best one counts. */
#ifndef SLOTBUF_BENCH_SUBJECT_H
#define SLOTBUF_BENCH_SUBJECT_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { BENCH_LIVE_OBJECTS = 1000000 };

struct bench_row {
  const char *question;
  const char *object;
  /* Makes what the row works on; NULL if it cannot be had, and then the row is left out. */
  void *(*prepare)(void);
  /* Does the operation once and looks at what came of it: 1 if it is what it should be, else 0. */
  int (*verify)(void *work);
  /* Does the operation [operations] times. */
  void (*run)(void *work, size_t operations);
  void (*finish)(void *work);
  /* The loop of [run] without the operation: what is subtracted when instructions are counted. NULL
   * if the loop costs nothing that shows beside the operation. */
  void (*empty)(void *work, size_t operations);
  /* How many bytes an operation works on, in bulk work; else 0. */
  size_t bytes;
};

struct bench_subject {
  const char *name;    /* as in reports: "slotbuf shared", "CPython 2.7.18" */
  const char *kind;    /* "slotbuf", "design" or "peer" */
  const char *version; /* of what is measured, and how it is linked */
  const struct bench_row *rows;
  size_t row_count;
};

/* Starts the subject. [option] is what the user gave for it (a path, say), or NULL. Returns NULL,
 * and sets [why_not] to a short reason, if the subject is not available here. Called once. */
typedef const struct bench_subject *(*bench_subject_function)(const char *option,
                                                              const char **why_not);
__attribute__((__visibility__("default"))) const struct bench_subject *bench_subject(
    const char *option, const char **why_not);

#ifdef __cplusplus
}
#endif

#endif
