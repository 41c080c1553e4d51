/* The table in words, for a terminal and for programs. */
#ifndef REPORT_H
#define REPORT_H

#include "matrix.h"

void report_plain(const Matrix *matrix);
void report_json(const Matrix *matrix);

#endif
