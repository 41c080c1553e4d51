#include <algorithm>

#include "model.hh"

namespace slotbuf::fuzz {
namespace {

std::string decimal(number value) {
  if (value < 0) return "-" + decimal(-value);
  std::string digits;
  do digits.insert(digits.begin(), static_cast<char>('0' + value % 10));
  while (value /= 10);
  return digits;
}

handle str_of(const std::string &text) { return str({text.begin(), text.end()}); }

// CPython 2.7: a digit is the shared str if it is an int's, and a new one if it is a long's.
handle number_text(const handle &object, const char *suffix) {
  const std::string text = decimal(object->value) + suffix;
  return object->is_long ? filled_str({text.begin(), text.end()}) : str_of(text);
}

std::string escaped(unsigned char byte, char quote) {
  constexpr char hex[] = "0123456789abcdef";
  if (byte == quote || byte == '\\') return {'\\', static_cast<char>(byte)};
  if (byte == '\t') return "\\t";
  if (byte == '\n') return "\\n";
  if (byte == '\r') return "\\r";
  if (byte < ' ' || byte >= 0x7f) return {'\\', 'x', hex[byte >> 4], hex[byte & 15]};
  return {static_cast<char>(byte)};
}

}  // namespace

std::string name_of(const handle &object) {
  switch (object->is) {
    case kind::none:
      return "NoneType";
    case kind::integer:
      return object->is_long ? "long" : "int";
    case kind::array:
      return "array.array";
    default:
      return kind_names[static_cast<size_t>(object->is)];
  }
}

handle text(const handle &object) {
  switch (object->is) {
    case kind::str:
      return object;
    case kind::none:
      return str_of("None");
    case kind::integer:
      return number_text(object, "");
    default:
      return str(memory_of(object, access::any).copy());
  }
}

handle repr(const handle &object) {
  if (object->is == kind::integer) return number_text(object, object->is_long ? "L" : "");
  if (object->is == kind::none) return text(object);
  const bytes &content = object->content;
  const auto has = [&](char byte) { return std::count(content.begin(), content.end(), byte) > 0; };
  const char quote = has('\'') && !has('"') ? '"' : '\'';
  std::string made{quote};
  for (const unsigned char byte : content) made += escaped(byte, quote);
  return str_of(made + quote);
}

}  // namespace slotbuf::fuzz
