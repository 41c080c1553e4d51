#include "results.hh"

#include <fstream>
#include <iomanip>
#include <iostream>

namespace bench {
namespace {

std::string quoted(const std::string &text) {
  std::string out = "\"";
  for (const unsigned char letter : text) {
    if (letter == '"' || letter == '\\')
      out += {'\\', static_cast<char>(letter)};
    else
      out += letter < ' ' ? ' ' : static_cast<char>(letter);
  }
  return out + '"';
}

void write_subject(std::ostream &out, const loaded_subject &loaded) {
  const struct bench_subject *const subject = loaded.subject;
  if (subject)
    out << "{\"name\": " << quoted(subject->name) << ", \"kind\": " << quoted(subject->kind)
        << ", \"version\": " << quoted(subject->version ? subject->version : "");
  else
    out << "{\"name\": " << quoted(loaded.file)
        << ", \"kind\": \"peer\", \"left_out\": " << quoted(loaded.why_not);
  out << ", \"file\": " << quoted(loaded.file) << "}";
}

void write_result(std::ostream &out, const result &found) {
  const row &of = found.of;
  out << "{\"subject\": " << quoted(of.subject->name) << ", \"kind\": " << quoted(of.subject->kind)
      << ", \"question\": " << quoted(of.how->question)
      << ", \"object\": " << quoted(of.how->object) << ", \"bytes\": " << of.how->bytes
      << ", \"verified\": " << (of.is_verified ? "true" : "false");
  if (!found.samples.empty()) {
    out << ", \"samples\": ";
    const char *before = "[";
    for (const sample &one : found.samples) {
      out << before << '[' << one.ns << ", " << one.around.chained << ", " << one.around.apart
          << ']';
      before = ", ";
    }
    out << ']';
  }
  if (found.value) out << ", \"value\": " << *found.value << ", \"unit\": " << quoted(found.unit);
  out << "}";
}

template <class Items, class Write>
void write_list(std::ostream &out, const char *name, const Items &items, Write write_item) {
  out << quoted(name) << ": [";
  const char *before = "\n";
  for (const auto &item : items) {
    out << before << "  ";
    write_item(out, item);
    before = ",\n";
  }
  out << "\n]";
}

}  // namespace

void write(const options &chosen, const std::vector<loaded_subject> &subjects,
           const std::vector<result> &results) {
  std::ofstream file;
  if (!chosen.out.empty()) file.open(chosen.out);
  std::ostream &out = chosen.out.empty() ? std::cout : file;
  out << std::setprecision(6) << "{";
  write_list(out, "subjects", subjects, write_subject);
  out << ",\n";
  write_list(out, "rows", results, write_result);
  out << "}\n" << std::flush;
  if (!out) throw std::runtime_error("the results cannot be written to " + chosen.out);
}

}  // namespace bench
