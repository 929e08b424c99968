#include "models/exchange/filereaders.h"

#include "models/exchange/bouncereader.h"
#include "models/exchange/cloudjson.h"
#include "models/exchange/csvreader.h"
#include "models/exchange/customerreader.h"
#include "models/exchange/scopereader.h"
#include "models/exchange/termreader.h"

#include <QCoreApplication>

namespace tocsin {

using namespace Qt::StringLiterals;

CustomerFile FileReaders::customers(const QList<std::pair<QString, QByteArray>> &files) const
{
    return readCustomers(files);
}

TermFile FileReaders::terms(const QList<std::pair<QString, QByteArray>> &files) const
{
    return readTerms(files);
}

ScopeFile FileReaders::scope(const QString &name, const QByteArray &bytes) const
{
    return readScope(name, bytes);
}

Result<QList<NamedAddressee>> FileReaders::addressees(const QByteArray &bytes, AddresseeKind kind) const
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("tocsin::exchange", text); };
    const CsvTable table = readCsv(bytes);
    const QStringList address = {u"email"_s, u"mail"_s, u"address"_s}, name = {u"name"_s, u"person"_s, u"contact"_s};
    if (!table.error.isEmpty())
        return failure(ErrorKind::Invalid, table.error, {}, u"file"_s);
    if (!table.hasAny(address))
        return failure(ErrorKind::Invalid, tr("No column names the address. Name one \"email\" or \"address\"."), {},
                       u"file"_s);
    QList<NamedAddressee> list;
    for (const CsvRow &row : table.rows) {
        NamedAddressee a;
        a.kind = kind;
        a.address = table.cell(row, address);
        a.name = table.cell(row, name);
        a.country = table.cell(row, {u"country"_s}).toUpper();
        a.language = table.cell(row, {u"language"_s}).toLower();
        if (a.name.isEmpty())
            a.name = a.address;
        const QString wrong = wrongLine(a.name + a.address);
        if (a.address.isEmpty() || !wrong.isEmpty())
            return failure(
                ErrorKind::Invalid,
                tr("Line %1, address: %2").arg(row.line).arg(a.address.isEmpty() ? tr("it is missing.") : wrong), {},
                u"file"_s);
        list.append(a);
    }
    return list;
}

QList<Bounce> FileReaders::bounces(const QByteArray &bytes) const
{
    return readBounces(bytes);
}

} // namespace tocsin
