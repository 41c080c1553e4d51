/* What a fuzzer and the replay need: plays the program that some bytes stand for, on slotbuf and on
 * the model at once. */
#ifndef SLOTBUF_TESTS_FUZZ_FUZZ_H
#define SLOTBUF_TESTS_FUZZ_FUZZ_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Once, and before the first program. */
void fuzz_begin(void);

/* Plays a program: 1, or 0 after it has printed where the two sides differ. */
int fuzz_play(const unsigned char *data, size_t size);

/* Prints it as readable lines. */
void fuzz_print(const unsigned char *data, size_t size);

/* Makes the model lie about something, so that the comparison must fail: "error", "byte",
 * "reference" or "leak". 0 if there is no such lie. */
int fuzz_lie(const char *about);

/* How many operations were played; how many cells of their table, by word and outcome, were never
 * reached; and the table itself. */
long fuzz_operations(void);
int fuzz_unreached(void);
void fuzz_print_table(void);

/* Prints the words, the numbers and the rest that seed.py makes programs of. */
void fuzz_print_words(void);

#ifdef __cplusplus
}
#endif

#endif
