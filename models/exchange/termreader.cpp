#include "models/exchange/termreader.h"

#include "models/domain/mailaddress.h"
#include "models/exchange/csvreader.h"
#include "models/exchange/customerreader.h"

#include <QCoreApplication>
#include <optional>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongest = 2000;

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::exchange", text);
}

/** Field and reason of what is wrong with a row. */
using Wrong = std::optional<std::pair<QString, QString>>;

template<class E> QString codesOf()
{
    QStringList codes;
    for (const auto &e : enumTable<E>())
        codes << QString::fromLatin1(e.code);
    return codes.join(u", "_s);
}

Wrong wrongText(const CsvTable &table, const CsvRow &row, const QString &field, QString &to)
{
    to = table.cell(row, {field});
    if (to.size() > kLongest)
        return std::pair(field, tr("It is longer than 2000 characters: %1…").arg(to.left(40)));
    const QString wrong = wrongInLine(to);
    return wrong.isEmpty() ? Wrong() : Wrong(std::pair(field, wrong));
}

Wrong wrongPeriod(const CsvTable &table, const CsvRow &row, CustomerTerm &term)
{
    const QString number = table.cell(row, {u"period"_s}), unit = table.cell(row, {u"unit"_s}).toLower();
    const auto known = fromCode<PeriodUnit>(unit);
    if (!known)
        return std::pair(u"unit"_s,
                         tr("There is no such unit: %1. There are: %2.").arg(unit.left(40), codesOf<PeriodUnit>()));
    term.period = {0, *known};
    if (number.isEmpty())
        return {}; // whether it needs one is judged with the rest
    bool isNumber = false;
    term.period.value = number.toInt(&isNumber);
    if (!isNumber)
        return std::pair(u"period"_s, tr("This is no whole number: %1").arg(number.left(40)));
    return {};
}

Wrong wrongCodes(const CsvTable &table, const CsvRow &row, CustomerTerm &term)
{
    const QString from = table.cell(row, {u"from"_s}).toLower(), may = table.cell(row, {u"exceptable"_s}).toLower();
    const auto trigger = fromCode<StartsAt>(from);
    if (!trigger || *trigger == StartsAt::Named)
        return std::pair(u"from"_s,
                         tr("A period runs from declaration, awareness or detection, not from: %1").arg(from.left(40)));
    term.trigger = *trigger;
    if (may != u"yes"_s && may != u"no"_s && !may.isEmpty())
        return std::pair(u"exceptable"_s, tr("This is yes or no, not: %1").arg(may.left(40)));
    term.exceptable = may == u"yes"_s;
    return {};
}

Wrong readRow(const CsvTable &table, const CsvRow &row, ImportedTerm &read)
{
    CustomerTerm &t = read.term;
    for (const auto &[field, to] : {std::pair(u"customer"_s, &read.customer), std::pair(u"addressee"_s, &t.addressee),
                                    std::pair(u"channel"_s, &t.channel), std::pair(u"language"_s, &t.language),
                                    std::pair(u"source"_s, &t.source)})
        if (const Wrong wrong = wrongText(table, row, field, *to))
            return wrong;
    if (read.customer.isEmpty())
        return std::pair(u"customer"_s, tr("The row names no customer."));
    if (const Wrong wrong = wrongCodes(table, row, t))
        return wrong;
    if (const Wrong wrong = wrongPeriod(table, row, t))
        return wrong;
    t.customer = CustomerId{1}; // who it is, the database says
    const auto checked = checkTerm(t);
    t.customer = {};
    return checked ? Wrong() : Wrong(std::pair(checked.error().field, checked.error().userText));
}

} // namespace

TermFile readTerms(const QString &name, const QByteArray &bytes)
{
    TermFile file;
    const auto refuse = [&](const QString &where, const QString &field, const QString &text, bool isError = true) {
        file.findings.append({{name, where}, field, text, isError});
    };
    if (bytes.size() > kMaxCustomerFile) {
        refuse(tr("the file"), {}, tr("It is larger than 32 MiB."));
        return file;
    }
    const CsvTable table = readCsv(bytes);
    if (!table.error.isEmpty()) {
        refuse(tr("the file"), {}, table.error);
        return file;
    }
    if (table.latin1)
        refuse(tr("the file"), {}, tr("It is no UTF-8; it was read as Latin-1."), false);
    if (table.tooMany)
        refuse(tr("the file"), {}, tr("It has more than 200,000 rows; the rest was not read."));
    for (const QString &column :
         {u"customer"_s, u"from"_s, u"period"_s, u"unit"_s, u"addressee"_s, u"channel"_s, u"source"_s})
        if (!table.hasAny({column})) {
            refuse(tr("line 1"), u"heading"_s, tr("There is no column \"%1\".").arg(column));
            return file;
        }
    for (const CsvRow &row : table.rows) {
        ImportedTerm read;
        read.place = {name, tr("line %1").arg(row.line)};
        if (const Wrong wrong = readRow(table, row, read))
            refuse(read.place.row, wrong->first, wrong->second);
        else
            file.terms.append(read);
    }
    return file;
}

TermFile readTerms(const QList<std::pair<QString, QByteArray>> &files)
{
    TermFile all;
    for (const auto &[name, bytes] : files) {
        const TermFile one = readTerms(name, bytes);
        all.terms += one.terms;
        all.findings += one.findings;
    }
    return all;
}

} // namespace tocsin
