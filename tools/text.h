/* Text that comes from outside, a file's name or its bytes, made fit for a terminal or for JSON. */
#ifndef TEXT_H
#define TEXT_H

#include <stddef.h>
#include <stdio.h>

/* Prints [text] without control characters or broken UTF-8, which come out as \xNN. If it is longer
 * than [columns], prints only its end, after "...". */
void print_plain(FILE *stream, const char *text, size_t columns);

/* Prints [text] as a JSON string; U+FFFD stands for each byte that is not UTF-8. */
void print_json(FILE *stream, const char *text);

#endif
