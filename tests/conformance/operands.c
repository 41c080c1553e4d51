/* Reads the operands of a line as the operation's form asks.
 *
 * A form is the usage line of the operation without its word: `r =` in front when the result may be
 * kept in a register, then a word for each operand, those in brackets may be missing:
 *
 *     O         a register that holds an object       N      a number, `MAX-3` and the like too
 *     O|NULL    the same, or NULL                     HEX    bytes
 *     M         a register that holds memory          NAME   any word
 *     V         a register that holds a view          FLOAT  a decimal number
 *     R         a register that holds anything        nolen  this very word: a flag (see call_has)
 *     O|N       an object, or a number, which becomes an int
 *     : TEXT    the rest of the line
 */
#include "runner.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum verdict { READ, UNSET, WRONG };

static enum verdict read_object(struct operand *operand) {
  const struct cell *cell = register_find(operand->word);
  if (cell == NULL) return UNSET;
  operand->object = cell->object;
  return cell->content == OBJECT ? READ : WRONG;
}

static enum verdict read_object_or_null(struct operand *operand) {
  return strcmp(operand->word, "NULL") == 0 ? READ : read_object(operand);
}

static enum verdict read_memory(struct operand *operand) {
  const struct cell *cell = register_find(operand->word);
  if (cell == NULL) return UNSET;
  operand->memory = cell->memory;
  return cell->content == MEMORY ? READ : WRONG;
}

static enum verdict read_view(struct operand *operand) {
  const struct cell *cell = register_find(operand->word);
  if (cell == NULL) return UNSET;
  operand->view = cell->view;
  return cell->content == VIEW ? READ : WRONG;
}

static enum verdict read_register(struct operand *operand) {
  return register_find(operand->word) != NULL ? READ : UNSET;
}

bool number_read(const char *word, Py_ssize_t *number) {
  const char *digits = word;
  bool from_max = strncmp(digits, "MAX", 3) == 0, from_min = strncmp(digits, "MIN", 3) == 0;
  Py_ssize_t base = from_max ? PY_SSIZE_T_MAX : from_min ? PY_SSIZE_T_MIN : 0;
  if (from_max || from_min) digits += 3;

  char *end = (char *)digits;
  long long offset = *digits != '\0' ? strtoll(digits, &end, 10) : 0;
  bool nothing = end == digits && base == 0;
  bool outside = (from_max && offset > 0) || (from_min && offset < 0);
  if (*end != '\0' || nothing || outside) return false;
  machine_note_number(base != 0 ? LLONG_MAX : offset);
  *number = base + (Py_ssize_t)offset;
  return true;
}

static enum verdict read_number(struct operand *operand) {
  return number_read(operand->word, &operand->number) ? READ : WRONG;
}

static enum verdict read_object_or_number(struct operand *operand) {
  if (!number_read(operand->word, &operand->number)) return read_object(operand);
  operand->object = operand->made = PyInt_FromSsize_t(operand->number);
  return READ;
}

static enum verdict read_float(struct operand *operand) {
  char *end;
  operand->real = strtod(operand->word, &end);
  return *end == '\0' ? READ : WRONG;
}

static enum verdict read_hex(struct operand *operand) {
  return bytes_from_hex(&operand->bytes, operand->word) ? READ : WRONG;
}

static enum verdict read_name(struct operand *operand) {
  (void)operand;
  return READ;
}

static const struct reader {
  const char *ask, *meaning;
  enum verdict (*read)(struct operand *operand);
} readers[] = {
    {"O", "an object", read_object},
    {"O|NULL", "an object or NULL", read_object_or_null},
    {"O|N", "an object or a number", read_object_or_number},
    {"V", "a view", read_view},
    {"M", "memory", read_memory},
    {"R", "a register", read_register},
    {"N", "a number", read_number},
    {"FLOAT", "a decimal number", read_float},
    {"HEX", "bytes in hex", read_hex},
    {"NAME", "a name", read_name},
};

static const struct reader *find_reader(const char *ask) {
  for (size_t i = 0; i < sizeof readers / sizeof readers[0]; i++)
    if (strcmp(readers[i].ask, ask) == 0) return &readers[i];
  return NULL;
}

/* Moves [form] past its next word, which is copied to [ask] without its brackets. */
static bool next_ask(const char **form, char ask[16], bool *optional) {
  int length = 0;
  if (sscanf(*form, " %15s%n", ask, &length) != 1) return false;
  *form += length;
  *optional = ask[0] == '[';
  if (*optional) {
    memmove(ask, ask + 1, strlen(ask));
    ask[strlen(ask) - 1] = '\0';
  }
  return true;
}

/* False if the operation is refused, a register being unset. */
static bool read_operand(struct operand *operand, const struct reader *reader,
                         const struct line *line) {
  enum verdict verdict = reader->read(operand);
  if (verdict == WRONG) malformed(line, "%s is not %s", operand->word, reader->meaning);
  if (verdict == UNSET) refuse("unset: %s", operand->word);
  return verdict == READ;
}

bool operands_read(struct call *call, const char *form) {
  const struct line *line = call->line;
  struct operand *operand = call->operands;
  char ask[16] = "";
  bool optional;
  int next = 0;

  if (strncmp(form, "r =", 3) == 0)
    form += 3;
  else if (line->target != NULL)
    malformed(line, "%s gives nothing to keep", line->operation);

  while (next_ask(&form, ask, &optional) && strcmp(ask, ":") != 0) {
    const struct reader *reader = find_reader(ask);
    bool given = next < line->count && (reader != NULL || strcmp(line->words[next], ask) == 0);
    if (!given && !optional) malformed(line, "%s wants more: %s", line->operation, ask);
    if (!given) continue;
    const char *word = line->words[next++];
    if (reader == NULL) continue;
    operand->word = word;
    machine_note_register(word);
    if (!read_operand(operand++, reader, line)) return false;
  }

  bool wants_text = strcmp(ask, ":") == 0;
  if (next < line->count) malformed(line, "%s is one too many", line->words[next]);
  if (wants_text != (line->trailing != NULL))
    malformed(line, wants_text ? "text is missing" : "text is not wanted");
  return true;
}

void operands_free(struct call *call) {
  for (int i = 0; i < MAX_OPERANDS; i++) {
    bytes_free(&call->operands[i].bytes);
    Py_XDECREF(call->operands[i].made);
  }
}

bool call_has(const struct call *call, const char *flag) {
  for (int i = 0; i < call->line->count; i++)
    if (strcmp(call->line->words[i], flag) == 0) return true;
  return false;
}
