/* The vocabulary of the conformance runner, one paragraph a source file, in reading order.
 *
 * The runner plays a script against the public API of slotbuf, as any host would use it, writes
 * down what every operation gave, and holds that against the transcript recorded from
 * CPython 2.7.18. README.md tells how to use it, FORMAT.md and KINDS.md what scripts and
 * transcripts say. */
#ifndef CONFORMANCE_RUNNER_H
#define CONFORMANCE_RUNNER_H

#include <slotbuf.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PRINTF_LIKE(form, first) __attribute__((format(printf, form, first)))

/* text.c: text that grows. A zeroed one is empty; [chars] is NULL or ends in a NUL. */
struct text {
  char *chars;
  size_t size, capacity;
};

void *allocate(size_t size);
void text_add(struct text *text, const char *format, ...) PRINTF_LIKE(2, 3);
void text_add_all(struct text *text, const char *format, va_list arguments) PRINTF_LIKE(2, 0);
void text_add_chars(struct text *text, const char *chars, size_t size);
void text_free(struct text *text);
struct text text_from_file(const char *path);

/* bytes.c: memory of the runner, as HEX operands give it. */
struct bytes {
  unsigned char *data;
  Py_ssize_t size;
};

bool bytes_from_hex(struct bytes *bytes, const char *hex);
struct bytes bytes_take(struct bytes *bytes);
void bytes_free(struct bytes *bytes);
uint32_t fnv1a32(const void *data, size_t size);

/* script.c: the lines of a script, blank ones and comments left out, cut into words. */
enum { MAX_WORDS = 24 };

struct line {
  const char *path;
  int number;
  const char *whole;      /* as it stands in the script */
  const char *target;     /* the register of `r = ...`, or NULL */
  const char *operation;  /* the first word behind that */
  const char *trailing;   /* what follows the first ` : `, or NULL */
  char *words[MAX_WORDS]; /* the operands */
  int count;
};

struct script {
  const char *path;
  struct text content;
  char *rest;
  int number;
  char *cut; /* the current line's own copy, whose spaces became NULs */
};

void script_open(struct script *script, const char *path);
bool script_next(struct script *script, struct line *line);
void script_close(struct script *script);
void malformed(const struct line *line, const char *format, ...) PRINTF_LIKE(2, 3)
    __attribute__((noreturn));

/* scripts.c: the files that the words of the command line name, patterns such as `*.txt` too. */
struct scripts {
  char **paths;
  size_t count;
};

struct scripts scripts_find(char **patterns, int count);
void scripts_free(struct scripts *scripts);

/* transcript.c: what the running case has written so far. Slots of user types write events, which
 * are muted while the runner itself looks at an object. */
void transcript_begin(void);
void transcript_rewind(size_t size);
void transcript_line(const char *format, ...) PRINTF_LIKE(1, 2);
void transcript_event(const char *format, ...) PRINTF_LIKE(1, 2);
void transcript_mute(bool muted);
void transcript_echo(bool echo);
const struct text *transcript_text(void);
void transcript_free(void);

/* expected.c: the recorded transcript, walked case by case. [written] is the running case. */
struct expected {
  struct text path, content;
  const char *rest;
  int number;
  int differences; /* cases */
};

void expected_open(struct expected *expected, const char *script_path);
size_t expected_results(const struct expected *expected, const struct text *written,
                        const char **lines);
bool expected_is_alike(const struct expected *expected, const struct text *written);
void expected_end_case(struct expected *expected, const char *name, const struct text *written);
int expected_close(struct expected *expected);

/* exceptions.c: the operations whose recorded results slotbuf does not promise. */
enum exception { NO_EXCEPTION, UNSAFE, UNICODE, WIDTH, ORDER, EXCEPTIONS };

enum exception exception_find(const char *results);
void exception_settle(const struct line *line, const char *recorded, size_t size);
const char *exception_name(enum exception exception);

/* machine.c: the operations that this machine may answer otherwise than that of the recordings. */
void machine_begin(void);
void machine_note_number(long long number);
void machine_note_register(const char *name);
enum exception machine_exception(void);
void machine_end(const struct line *line);

/* registers.c: what the names in a script stand for. */
enum content { NOTHING, VIEW, OBJECT, MEMORY };

struct cell {
  char *name;
  enum content content;
  Py_buffer *view; /* stays when it is released: its obj is NULL then */
  PyObject *object;
  struct bytes memory;
  enum exception doubt; /* why the content may be another than the recorded one; see machine.c */
};

const struct cell *register_find(const char *name);
PyObject **register_place(const char *name);
void register_forget_object(const char *name);
void register_keep_view(const char *name, Py_buffer *view);
void register_keep_object(const char *name, PyObject *object);
void register_keep_memory(const char *name, struct bytes memory);
void register_drop(const char *name);
void register_set_doubt(const char *name, enum exception exception);
enum exception register_doubt(const char *name);
void drop_view(Py_buffer *view);
void registers_drop_all(void);

/* describe.c: how bytes, texts, errors and objects are written down. */
void describe_bytes(struct text *text, const void *data, Py_ssize_t size);
void describe_text(struct text *text, const char *chars, size_t size);
bool describe_error(struct text *text);
void describe_object(struct text *text, PyObject *object);

/* operands.c: the operands of a line, read as the operation's form asks. */
enum { MAX_OPERANDS = 5 };

struct operand {
  const char *word;    /* NULL: not given */
  PyObject *object;    /* borrowed from the register ... */
  PyObject *made;      /* ... or the call's own, made of a number */
  Py_buffer *view;     /* borrowed from the register */
  struct bytes memory; /* likewise */
  struct bytes bytes;  /* the call's own, bytes_take() takes them over */
  Py_ssize_t number;
  double real;
};

struct call {
  const struct line *line;
  struct operand operands[MAX_OPERANDS];
};

bool operands_read(struct call *call, const char *form);
void operands_free(struct call *call);
bool number_read(const char *word, Py_ssize_t *number);
bool call_has(const struct call *call, const char *flag);

/* results.c: the ways an operation ends. All of them clear the pending error. */
void succeed(const char *format, ...) PRINTF_LIKE(1, 2);
void succeed_with_bytes(const char *label, const void *data, Py_ssize_t size);
void fail(void);
void refuse(const char *format, ...) PRINTF_LIKE(1, 2);
void give_status(int status);
void give_number(Py_ssize_t number);
void give_text(PyObject *str);
void give_reference(PyObject *object);
void give_object(struct call *call, PyObject *object);

/* op_views.c: a view as `getbuf` and `view` show it; [self] is the exporter if it is known. */
void give_view(Py_buffer *view, PyObject *self);

/* operations.c: an operation is a word, the form of its operands, and what it does. */
struct operation {
  const char *word;
  const char *form;
  void (*run)(struct call *call);
};

extern const struct operation constructors[], buffer_operations[], slot_operations[],
    view_operations[], object_operations[], comparison_operations[], sequence_operations[],
    string_operations[], bytearray_operations[], format_operations[], method_operations[],
    attribute_operations[];

void run_operation(const struct line *line);

/* methods.c: what bytearrays, arrays and memoryviews have for `call`. */
struct arguments {
  PyObject *item;
  Py_ssize_t index;
};

struct method {
  const char *name;
  enum { NO_ARGUMENT, ONE_ITEM, ONE_STRING, INDEX_AND_ITEM, MAYBE_INDEX } form;
  PyObject *(*run)(PyObject *self, const struct arguments *arguments);
};

const struct method *method_find(PyObject *object, const char *name);

/* shown.c: objects of the types that slotbuf does not have, good for being shown alone. */
void shown_ready(void);
PyObject *shown_list(const char *repr);
PyObject *shown_tuple(const char *repr);
PyObject *shown_unicode(const char *repr);

/* kinds.c: the user types of KINDS.md. */
void kinds_ready(void);
PyTypeObject *kind_type(const char *name);
bool is_user_object(PyObject *object);

/* user.c: instances of them, which take the two blocks over. */
PyObject *user_new(PyTypeObject *type, struct bytes a, struct bytes b);
int users_alive(void);
void users_reset(void);

/* case.c: plays one script. */
struct tally {
  long alike, total; /* operations */
  long excepted[EXCEPTIONS];
  int differences; /* cases */
};

struct tally play(const char *script_path);

#endif
