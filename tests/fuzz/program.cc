#include "program.hh"

#include <climits>
#include <cstring>

namespace slotbuf::fuzz {
namespace {

constexpr size_t most_operations = 200;

constexpr long edges[] = {
    127,          128,          -128,          -129,     255,          256,
    -200,         300,          1000,          32767,    32768,        -32768,
    -32769,       65535,        65536,         INT_MAX,  INT_MAX + 1L, INT_MIN,
    INT_MIN - 1L, UINT_MAX,     UINT_MAX + 1L, 1L << 62, -(1L << 62),  LONG_MAX,
    LONG_MAX - 1, LONG_MAX - 2, LONG_MAX - 3,  LONG_MIN, LONG_MIN + 1, LONG_MIN + 2,
};
constexpr int first_edge = 96, first_again = first_edge + static_cast<int>(std::size(edges));

// Takes bytes from the front; after the end there are zeros.
struct reader {
  std::span<const unsigned char> rest;

  unsigned char byte() {
    if (rest.empty()) return 0;
    const unsigned char first = rest[0];
    rest = rest.subspan(1);
    return first;
  }

  bytes data() {
    const size_t size = std::min(byte() % (longest_data + 1), rest.size());
    const bytes taken(rest.begin(), rest.begin() + static_cast<long>(size));
    rest = rest.subspan(size);
    return taken;
  }
};

long operand(char letter, unsigned char byte) {
  switch (letter) {
    case 'r':
    case 'O':
      return byte % object_registers;
    case 'v':
    case 'V':
      return byte % view_registers;
    default:
      return byte;  // kept as it is, so that none is told from a number
  }
}

std::string shown(char letter, long operand) {
  const auto byte = static_cast<unsigned char>(operand);
  switch (letter) {
    case 'r':
    case 'O':
      return "r" + std::to_string(operand);
    case 'v':
    case 'V':
      return "v" + std::to_string(operand);
    case 'N':
      return std::to_string(number_of(byte));
    case 'K':
      return number_or_none(byte) ? std::to_string(*number_or_none(byte)) : "none";
    case 'T':
      return {typecode_of(byte)};
    default:
      return view_flags[byte % std::size(view_flags)].name;
  }
}

std::string hex(const bytes &data) {
  std::string text;
  char digits[3];
  for (const unsigned char byte : data) {
    std::snprintf(digits, sizeof digits, "%02x", byte);
    text += digits;
  }
  return text.empty() ? "-" : text;
}

}  // namespace

long number_of(unsigned char byte) {
  if (byte < first_edge) return byte - 20;
  if (byte < first_again) return edges[byte - first_edge];
  return (byte - first_again) % 10 - 3;
}

std::optional<long> number_or_none(unsigned char byte) {
  if (byte >= 224) return {};
  return number_of(byte);
}

char typecode_of(unsigned char byte) { return typecodes[byte % std::strlen(typecodes)]; }

int flags_of(unsigned char byte) { return view_flags[byte % std::size(view_flags)].flags; }

std::vector<operation> decode(std::span<const unsigned char> program) {
  std::vector<operation> operations;
  reader from{program};
  while (!from.rest.empty() && operations.size() < most_operations) {
    operation next{&words()[from.byte() % words().size()], {}, {}};
    long *place = next.operands;
    for (const char *letter = next.what->form; *letter; ++letter) {
      if (*letter == 'B')
        next.data = from.data();
      else
        *place++ = operand(*letter, from.byte());
    }
    operations.push_back(std::move(next));
  }
  return operations;
}

std::string line_of(const operation &operation) {
  const char *form = operation.what->form;
  const long *operand = operation.operands;
  std::string line = operation.what->name;
  if (*form == 'r' || (*form == 'v' && form[1])) {
    line = shown(*form, *operand) + " = " + line;
    ++form, ++operand;
  }
  for (; *form; ++form) {
    line += ' ';
    line += *form == 'B' ? hex(operation.data) : shown(*form, *operand++);
  }
  return line;
}

}  // namespace slotbuf::fuzz
