/* What the running case has written so far. There is one transcript for the whole program, because
 * the slots of user types, which the runner passes nothing to, write into it too. */
#include "runner.h"

#include <stdio.h>

static struct text written;
static bool events_muted, echoed;

static void end_line(size_t start) {
  text_add_chars(&written, "\n", 1);
  if (!echoed) return;
  fputs(written.chars + start, stdout);
}

void transcript_begin(void) { written.size = 0; }

/* Takes back what was written behind [size]; what was printed stays. */
void transcript_rewind(size_t size) { written.size = size; }

void transcript_line(const char *format, ...) {
  size_t start = written.size;
  va_list arguments;
  va_start(arguments, format);
  text_add_all(&written, format, arguments);
  va_end(arguments);
  end_line(start);
}

void transcript_event(const char *format, ...) {
  if (events_muted) return;
  size_t start = written.size;
  va_list arguments;
  va_start(arguments, format);
  text_add_chars(&written, "~ ", 2);
  text_add_all(&written, format, arguments);
  va_end(arguments);
  end_line(start);
}

void transcript_mute(bool muted) { events_muted = muted; }

void transcript_echo(bool echo) { echoed = echo; }

const struct text *transcript_text(void) { return &written; }

void transcript_free(void) { text_free(&written); }
