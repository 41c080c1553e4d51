/* Registers: each holds exactly one reference, one view or one block of memory, and nothing lives
 * across cases. The order of the cells is the order in which the names first got a value. */
#include "runner.h"

#include <stdlib.h>
#include <string.h>

static struct cell *cells;
static size_t used, room;

static struct cell *find_cell(const char *name) {
  for (size_t i = 0; i < used; i++)
    if (strcmp(cells[i].name, name) == 0) return &cells[i];
  return NULL;
}

static struct cell *new_cell(const char *name) {
  if (used == room) {
    size_t larger = room * 2 + 16;
    struct cell *moved = allocate(larger * sizeof *moved);
    if (used > 0) memcpy(moved, cells, used * sizeof *moved);
    free(cells);
    cells = moved;
    room = larger;
  }
  struct cell *cell = &cells[used++];
  *cell = (struct cell){.name = allocate(strlen(name) + 1)};
  strcpy(cell->name, name);
  return cell;
}

void drop_view(Py_buffer *view) {
  PyBuffer_Release(view);
  free(view);
}

/* Releases come last: a dealloc runs the host's code. */
static void replace(const char *name, struct cell content) {
  struct cell *cell = find_cell(name);
  if (cell == NULL) cell = new_cell(name);
  struct cell old = *cell;
  content.name = cell->name;
  *cell = content;
  if (old.content == VIEW) drop_view(old.view);
  if (old.content == OBJECT) Py_DECREF(old.object);
  if (old.content == MEMORY) bytes_free(&old.memory);
}

const struct cell *register_find(const char *name) {
  const struct cell *cell = find_cell(name);
  return cell != NULL && cell->content != NOTHING ? cell : NULL;
}

/* For functions that replace the object they are given. */
PyObject **register_place(const char *name) { return &find_cell(name)->object; }

/* For functions that give the object away and leave NULL. */
void register_forget_object(const char *name) { find_cell(name)->content = NOTHING; }

void register_keep_view(const char *name, Py_buffer *view) {
  replace(name, (struct cell){.content = VIEW, .view = view});
}

void register_keep_object(const char *name, PyObject *object) {
  replace(name, (struct cell){.content = OBJECT, .object = object});
}

void register_keep_memory(const char *name, struct bytes memory) {
  replace(name, (struct cell){.content = MEMORY, .memory = memory});
}

void register_drop(const char *name) { replace(name, (struct cell){.content = NOTHING}); }

/* Of a register that holds nothing, too: it may be that it should. */
void register_set_doubt(const char *name, enum exception exception) {
  struct cell *cell = find_cell(name);
  if (cell == NULL) cell = new_cell(name);
  cell->doubt = exception;
}

enum exception register_doubt(const char *name) {
  const struct cell *cell = find_cell(name);
  return cell != NULL ? cell->doubt : NO_EXCEPTION;
}

void registers_drop_all(void) {
  static const enum content order[] = {VIEW, OBJECT, MEMORY};
  for (size_t turn = 0; turn < sizeof order / sizeof order[0]; turn++)
    for (size_t i = 0; i < used; i++)
      if (cells[i].content == order[turn]) register_drop(cells[i].name);
  for (size_t i = 0; i < used; i++) free(cells[i].name);
  free(cells);
  cells = NULL;
  used = room = 0;
}
