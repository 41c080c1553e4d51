/* Finds the operation that a line names, and runs it. */
#include "runner.h"

#include <string.h>

static const struct operation *const families[] = {
    constructors,         buffer_operations,     slot_operations,     view_operations,
    object_operations,    comparison_operations, sequence_operations, string_operations,
    bytearray_operations, format_operations,     method_operations,   attribute_operations,
};

static const struct operation *find_operation(const char *word) {
  for (size_t family = 0; family < sizeof families / sizeof families[0]; family++)
    for (const struct operation *row = families[family]; row->word != NULL; row++)
      if (strcmp(row->word, word) == 0) return row;
  return NULL;
}

void run_operation(const struct line *line) {
  const struct operation *operation = find_operation(line->operation);
  if (operation == NULL) malformed(line, "no such operation: %s", line->operation);
  struct call call = {.line = line};
  if (operands_read(&call, operation->form)) operation->run(&call);
  operands_free(&call);
}
