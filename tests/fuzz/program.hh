// Programs: any bytes at all stand for operations. A byte chooses the word, and each letter of its
// form takes one more byte:
//
//     r O   the register of an object, to be set or read     v V   the same for a view
//     N     a number, mostly small, and a few at the edges    K     a number, or none
//     T     a typecode                                        F     the flags of a view
//     B     bytes: their number, and themselves
#ifndef SLOTBUF_TESTS_FUZZ_PROGRAM_HH
#define SLOTBUF_TESTS_FUZZ_PROGRAM_HH

#include <slotbuf.h>

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "object.hh"
#include "words.hh"

namespace slotbuf::fuzz {

inline constexpr int object_registers = 8, view_registers = 4;

struct operation {
  const word *what;
  long operands[4];  // in the order of the form
  bytes data;        // of B
};

std::vector<operation> decode(std::span<const unsigned char> program);

// r1 = concat r0 r2
std::string line_of(const operation &operation);

// What the bytes of numbers, typecodes and flags stand for.
std::optional<long> number_or_none(unsigned char byte);
long number_of(unsigned char byte);
char typecode_of(unsigned char byte);
int flags_of(unsigned char byte);

inline constexpr char typecodes[] = "cbBhHiIlL";
struct named_flags {
  const char *name;
  int flags;
};
inline constexpr named_flags view_flags[] = {
    {"SIMPLE", PyBUF_SIMPLE},   {"WRITABLE", PyBUF_WRITABLE}, {"FORMAT", PyBUF_FORMAT},
    {"ND", PyBUF_ND},           {"STRIDES", PyBUF_STRIDES},   {"CONTIG", PyBUF_CONTIG},
    {"STRIDED", PyBUF_STRIDED}, {"RECORDS", PyBUF_RECORDS},   {"FULL_RO", PyBUF_FULL_RO},
    {"FULL", PyBUF_FULL},
};
inline constexpr size_t longest_data = 23;

}  // namespace slotbuf::fuzz

#endif
