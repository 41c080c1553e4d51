/* PyString_FromFormat with the values that a script names. */
#include "runner.h"

#include <limits.h>
#include <string.h>

/* A variadic call needs the type of each argument in the source, so the compiler's own cases choose
 * what a script names: one branch for each value and type. Arguments that the format does not ask
 * for are passed too, and not looked at. */
enum { MAX_VALUES = 4 };

struct value {
  enum { INT, LONG, POINTER } type;
  Py_ssize_t number; /* as wide as a long on the platforms of slotbuf */
  void *pointer;
  struct text chars;
};

#define WITH_1(value, ...)                                                           \
  ((value)->type == INT    ? PyString_FromFormat(__VA_ARGS__, (int)(value)->number)  \
   : (value)->type == LONG ? PyString_FromFormat(__VA_ARGS__, (long)(value)->number) \
                           : PyString_FromFormat(__VA_ARGS__, (value)->pointer))
#define WITH_2(value, ...)                                                           \
  ((value)->type == INT    ? WITH_1((value) + 1, __VA_ARGS__, (int)(value)->number)  \
   : (value)->type == LONG ? WITH_1((value) + 1, __VA_ARGS__, (long)(value)->number) \
                           : WITH_1((value) + 1, __VA_ARGS__, (value)->pointer))
#define WITH_3(value, ...)                                                           \
  ((value)->type == INT    ? WITH_2((value) + 1, __VA_ARGS__, (int)(value)->number)  \
   : (value)->type == LONG ? WITH_2((value) + 1, __VA_ARGS__, (long)(value)->number) \
                           : WITH_2((value) + 1, __VA_ARGS__, (value)->pointer))
#define WITH_4(value, ...)                                                           \
  ((value)->type == INT    ? WITH_3((value) + 1, __VA_ARGS__, (int)(value)->number)  \
   : (value)->type == LONG ? WITH_3((value) + 1, __VA_ARGS__, (long)(value)->number) \
                           : WITH_3((value) + 1, __VA_ARGS__, (value)->pointer))

static void read_chars(const struct call *call, struct operand *operand, struct value *value) {
  if (!bytes_from_hex(&operand->bytes, operand->word))
    malformed(call->line, "%s is not bytes in hex", operand->word);
  text_add_chars(&value->chars, (const char *)operand->bytes.data, (size_t)operand->bytes.size);
  value->pointer = value->chars.chars;
  value->type = POINTER;
}

static void read_scalar(const struct call *call, const struct operand *operand, char kind,
                        struct value *value) {
  if (!number_read(operand->word, &value->number))
    malformed(call->line, "%s is not a number", operand->word);
  if (kind != 'd') machine_note_number(LLONG_MAX);
  value->pointer = (void *)(intptr_t)value->number;
  value->type = kind == 'd' ? INT : kind == 'p' ? POINTER : LONG;
}

static void format(struct call *call) {
  const char *kinds = call->operands[0].word;
  struct value values[MAX_VALUES] = {{.number = 0}};
  if (strcmp(kinds, "-") == 0) kinds = "";
  if (strlen(kinds) > MAX_VALUES || strlen(kinds) + 1 != (size_t)call->line->count)
    malformed(call->line, "the values do not fit their kinds");
  for (int i = 0; kinds[i] != '\0'; i++) {
    if (strchr("dlzsp", kinds[i]) == NULL) malformed(call->line, "no such kind: %c", kinds[i]);
    if (kinds[i] == 's')
      read_chars(call, &call->operands[i + 1], &values[i]);
    else
      read_scalar(call, &call->operands[i + 1], kinds[i], &values[i]);
  }
  give_object(call, WITH_4(values, call->line->trailing));
  for (int i = 0; i < MAX_VALUES; i++) text_free(&values[i].chars);
}

const struct operation format_operations[] = {
    {"format", "r = NAME [NAME] [NAME] [NAME] [NAME] : TEXT", format},
    {NULL, NULL, NULL},
};
