/* player: plays a program that comes line by line from the standard input.
 *
 * After every line it writes the transcript's lines for it and then a line that is a dot, so that
 * the two players of a differential run can be kept in step. The words are those of the conformance
 * runner, whose sources this program shares; `case NAME` begins a case, `end` ends it. On CPython
 * `facts R` tells what cpython/facts.c sees.
 */
#include "player.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char name[256]; /* of the running case */

static void begin_case(const struct line *line) {
  snprintf(name, sizeof name, "%s", line->words[0]);
  transcript_begin();
  transcript_line("case %s", name);
}

static void end_case(void) {
  transcript_line("end %s", name);
  PyErr_Clear();
  registers_drop_all();
  layouts_free();
  if (users_alive() > 0) transcript_line("!! %d user objects still alive", users_alive());
  users_reset();
}

static const struct operation *find_own(const char *word) {
  static const struct operation *const tables[] = {
      more_operations, cast_operations, generic_operations, deep_operations, number_operations};
  for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++)
    for (const struct operation *row = tables[i]; row->word != NULL; row++)
      if (strcmp(row->word, word) == 0) return row;
  return NULL;
}

static void run(const struct line *line) {
  const struct operation *own = find_own(line->operation);
  if (own == NULL) {
    run_operation(line);
    return;
  }
  struct call call = {.line = line};
  if (operands_read(&call, own->form)) own->run(&call);
  operands_free(&call);
}

static void play_line(const struct line *line) {
  if (strcmp(line->operation, "case") == 0)
    begin_case(line);
  else if (strcmp(line->operation, "end") == 0)
    end_case();
  else if (strcmp(line->operation, "facts") == 0)
    tell_facts(line);
  else
    run(line);
}

/* Room for the longest line that a generator writes, which has some long operand in hex. */
static char whole[1 << 16];

int main(void) {
  static char room[1 << 16];
  setvbuf(stdout, room, _IOFBF, sizeof room);
  transcript_echo(true);
  kinds_ready();
  shown_ready();
  while (fgets(whole, sizeof whole, stdin) != NULL) {
    struct script script = {.path = "program"};
    struct line line;
    text_add_chars(&script.content, whole, strlen(whole));
    script.rest = script.content.chars;
    if (script_next(&script, &line)) play_line(&line);
    puts(".");
    fflush(stdout);
    script_close(&script);
  }
  transcript_free();
  return 0;
}
