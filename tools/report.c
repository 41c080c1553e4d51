/* See report.h. The plain table is 80 columns wide and needs no colour. What does not fit into a
 * cell is in a numbered note below the table. */
#include "report.h"

#include <stdio.h>
#include <string.h>

#include "text.h"

/* The functions, without their PyObject_. */
static const struct column {
  const char *name;
  int width;
} columns[FUNCTIONS] = {
    [AS_CHAR_BUFFER] = {"AsCharBuffer", 13},
    [AS_READ_BUFFER] = {"AsReadBuffer", 13},
    [CHECK_READ_BUFFER] = {"CheckReadBuffer", 15},
    [AS_WRITE_BUFFER] = {"AsWriteBuffer", 13},
};

enum {
  SCREEN_WIDTH = 80,
  NAME_WIDTH = 16,
  CELL_LINES = 4,
  LINE_SIZE = 40,
  FIRST_BYTES = 4,      /* shown in a cell */
  FIRST_BYTES_JSON = 16 /* and to a program */
};

/* One place of the table, a text for each line. */
typedef struct cell {
  char lines[CELL_LINES][LINE_SIZE];
} Cell;

/* The errors of all refusals, each once, in the order in which they come. */
typedef struct notes {
  const Answer *errors[ROWS * FUNCTIONS];
  int count;
} Notes;

static int note_number(Notes *notes, const Answer *answer) {
  for (int i = 0; i < notes->count; i++)
    if (strcmp(notes->errors[i]->error, answer->error) == 0 &&
        strcmp(notes->errors[i]->text, answer->text) == 0)
      return i + 1;
  notes->errors[notes->count++] = answer;
  return notes->count;
}

static int shown(const Answer *answer, int limit) {
  return answer->length < limit ? (int)answer->length : limit;
}

/* The first bytes as numbers, then as characters: "7f454c46 .ELF". */
static void show_bytes(char *line, const Answer *answer) {
  const unsigned char *bytes = answer->bytes;
  int count = shown(answer, FIRST_BYTES);
  for (int i = 0; i < count; i++) {
    snprintf(line + 2 * i, 3, "%02x", bytes[i]);
    line[2 * count + 1 + i] = bytes[i] > 0x20 && bytes[i] < 0x7f ? (char)bytes[i] : '.';
  }
  if (count > 0) line[2 * count] = ' ';
}

static Cell answer_cell(const Answer *answer, int width, Notes *notes) {
  Cell cell = {{""}};
  int line = 0;
  if (!answer->yes && answer->error[0] == '\0') {
    strcpy(cell.lines[line], "no");
  } else if (!answer->yes) {
    snprintf(cell.lines[line], LINE_SIZE, "no [%d]", note_number(notes, answer));
  } else if (answer->bytes == NULL) {
    strcpy(cell.lines[line], "yes");
  } else {
    if (snprintf(cell.lines[line], LINE_SIZE, "yes %zd", answer->length) > width) {
      strcpy(cell.lines[line++], "yes");
      snprintf(cell.lines[line], LINE_SIZE, "%zd", answer->length);
    }
    show_bytes(cell.lines[++line], answer);
    if (answer->differs) strcpy(cell.lines[++line], "DIFFERS");
  }
  return cell;
}

static Cell name_cell(const Row *row) {
  Cell cell = {{""}};
  snprintf(cell.lines[0], LINE_SIZE, "%s", row->name);
  if (row->object != NULL && row->offset > 0)
    snprintf(cell.lines[1], LINE_SIZE, "  from %zd", row->offset);
  else if (row->object != NULL && row->base != NULL)
    snprintf(cell.lines[1], LINE_SIZE, "  on %s", row->base);
  return cell;
}

/* Prints one line of a row of cells, without trailing blanks. Returns 0 if it would be empty. */
static int print_line(const Cell *cells, int line) {
  int end = 0, column = 0;
  for (int i = 0; i <= FUNCTIONS; i++) {
    const char *text = cells[i].lines[line];
    if (text[0] != '\0') end += printf("%*s%s", column - end, "", text);
    column += (i == 0 ? NAME_WIDTH : columns[i - 1].width) + 2;
  }
  if (end > 0) putchar('\n');
  return end > 0;
}

static void print_row(const Row *row, Notes *notes) {
  if (row->object == NULL) {
    printf("%-*s  %s\n", NAME_WIDTH, row->name, row->missing);
    return;
  }
  Cell cells[1 + FUNCTIONS] = {name_cell(row)};
  for (int i = 0; i < FUNCTIONS; i++)
    cells[1 + i] = answer_cell(&row->answers[i], columns[i].width, notes);
  for (int line = 0; line < CELL_LINES && print_line(cells, line); line++) continue;
}

void report_plain(const Matrix *matrix) {
  Notes notes = {.count = 0};
  char size[LINE_SIZE];
  int width =
      snprintf(size, sizeof size, ": %zd byte%s", matrix->size, matrix->size == 1 ? "" : "s");
  print_plain(stdout, matrix->path, (size_t)(SCREEN_WIDTH - width));
  printf("%s\n\n%-*s", size, NAME_WIDTH, "PyObject_");
  for (int i = 0; i < FUNCTIONS; i++) printf("  %-*s", columns[i].width, columns[i].name);
  putchar('\n');
  for (int i = 0; i < ROWS; i++) print_row(&matrix->rows[i], &notes);
  putchar('\n');
  for (int i = 0; i < notes.count; i++)
    printf("[%d] %s: %s\n", i + 1, notes.errors[i]->error, notes.errors[i]->text);
  if (notes.count > 0) putchar('\n');
  if (matrix->differences == 0)
    puts("All who answer show the same bytes.");
  else
    printf("Some answers DIFFER from the first: %d.\n", matrix->differences);
}

static void print_answer_json(const Answer *answer) {
  printf("{\"yes\": %s", answer->yes ? "true" : "false");
  if (answer->bytes != NULL) {
    const unsigned char *bytes = answer->bytes;
    printf(", \"length\": %zd, \"first\": \"", answer->length);
    for (int i = 0; i < shown(answer, FIRST_BYTES_JSON); i++) printf("%02x", bytes[i]);
    printf("\", \"differs\": %s", answer->differs ? "true" : "false");
  }
  if (answer->error[0] != '\0') {
    printf(", \"error\": ");
    print_json(stdout, answer->error);
    printf(", \"text\": ");
    print_json(stdout, answer->text);
  }
  putchar('}');
}

static void print_row_json(const Row *row) {
  printf("    {\"object\": ");
  print_json(stdout, row->name);
  if (row->base != NULL) {
    printf(", \"base\": ");
    print_json(stdout, row->base);
  }
  if (row->object == NULL) {
    printf(", \"missing\": ");
    print_json(stdout, row->missing);
    putchar('}');
    return;
  }
  printf(", \"offset\": %zd, \"size\": %zd, \"answers\": {", row->offset, row->size);
  for (int i = 0; i < FUNCTIONS; i++) {
    printf("%s\n      \"PyObject_%s\": ", i == 0 ? "" : ",", columns[i].name);
    print_answer_json(&row->answers[i]);
  }
  printf("}}");
}

void report_json(const Matrix *matrix) {
  printf("{\n  \"file\": ");
  print_json(stdout, matrix->path);
  printf(",\n  \"size\": %zd,\n  \"copied\": %s,\n  \"agree\": %s,\n  \"objects\": [\n",
         matrix->size, matrix->copied ? "true" : "false",
         matrix->differences == 0 ? "true" : "false");
  for (int i = 0; i < ROWS; i++) {
    print_row_json(&matrix->rows[i]);
    puts(i + 1 < ROWS ? "," : "");
  }
  puts("  ]\n}");
}
