#include "models/exchange/customerreader.h"

#include "models/domain/mailaddress.h"
#include "models/exchange/cloudjson.h"
#include "models/exchange/csvreader.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QRegularExpression>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::exchange", text);
}

const QStringList kCustomer = {u"customer"_s, u"customername"_s, u"organisation"_s, u"organization"_s, u"company"_s};
const QStringList kSubscription = {u"subscription"_s, u"subscriptionname"_s};
const QStringList kReference = {u"reference"_s, u"subscriptionid"_s, u"externalref"_s, u"id"_s};
const QStringList kTenant = {u"tenant"_s, u"tenantid"_s};
const QStringList kName = {u"contact"_s, u"contactname"_s, u"name"_s};
const QStringList kEmail = {u"email"_s, u"emails"_s, u"mail"_s, u"address"_s};
const QStringList kRole = {u"role"_s, u"contactkind"_s, u"contactrole"_s};

QString roleOf(const QString &text)
{
    const QString folded = text.toCaseFolded();
    if (folded.isEmpty() || folded.contains(u"security"_s))
        return u"security"_s;
    return folded.contains(u"admin"_s) || folded.contains(u"owner"_s) ? u"administrator"_s : QString();
}

void readRow(const CsvTable &table, const CsvRow &row, const ImportPlace &place, CustomerFile &file)
{
    ImportedCustomer customer{place,
                              table.cell(row, kCustomer),
                              table.cell(row, {u"country"_s}).toUpper(),
                              table.cell(row, {u"language"_s}).toLower(),
                              table.cell(row, {u"sector"_s}),
                              {}};
    ImportedSubscription subscription{place,
                                      customer.name,
                                      table.cell(row, kSubscription),
                                      table.cell(row, {u"kind"_s, u"subscriptionkind"_s}),
                                      table.cell(row, kReference),
                                      table.cell(row, kTenant)};
    if (subscription.kind.isEmpty())
        subscription.kind = u"subscription"_s;
    if (subscription.name.isEmpty())
        subscription.name = subscription.ref;
    ImportedContact contact{place,
                            customer.name,
                            subscription.name,
                            subscription.ref,
                            subscription.tenantRef,
                            table.cell(row, kName),
                            {},
                            table.cell(row, {u"phone"_s, u"telephone"_s}),
                            roleOf(table.cell(row, kRole))};
    if (customer.name.isEmpty() && subscription.name.isEmpty() && subscription.tenantRef.isEmpty()) {
        file.findings.append({place, u"customer"_s, tr("The row names neither a customer nor a subscription."), true});
        return;
    }
    for (const auto &[text, field] :
         {std::pair(customer.name, u"customer"_s), std::pair(subscription.name, u"subscription"_s),
          std::pair(contact.name, u"contact"_s)})
        if (const QString wrong = wrongLine(text); !wrong.isEmpty()) {
            file.findings.append({place, field, wrong, true});
            return;
        }
    if (!customer.country.isEmpty() && customer.country.size() != 2) {
        file.findings.append(
            {place, u"country"_s, tr("A country is given by two letters: %1").arg(customer.country.left(40)), true});
        return;
    }
    static const QStringList kinds = {u"subscription"_s, u"tenant"_s, u"case"_s, u"account"_s};
    if (!kinds.contains(subscription.kind)) {
        file.findings.append({place, u"kind"_s, tr("There is no such kind: %1").arg(subscription.kind.left(40)), true});
        return;
    }
    const QString emails = table.cell(row, kEmail);
    if (contact.kind.isEmpty()) {
        file.findings.append(
            {place, u"role"_s,
             tr("A contact is a security contact or an administrator: %1").arg(table.cell(row, kRole).left(40)), true});
        return;
    }
    if (!customer.name.isEmpty())
        file.customers.append(customer);
    if (!subscription.name.isEmpty())
        file.subscriptions.append(subscription);
    addContacts(contact, emails, u"email"_s, file);
}

void readTable(const QByteArray &bytes, CustomerFile &file)
{
    const CsvTable table = readCsv(bytes);
    const ImportPlace whole{file.name, tr("the file")};
    if (!table.error.isEmpty()) {
        file.findings.append({whole, {}, table.error, true});
        return;
    }
    if (table.latin1)
        file.findings.append({whole, {}, tr("It is no UTF-8; it was read as Latin-1."), false});
    if (table.tooMany)
        file.findings.append({whole, {}, tr("It has more than 200,000 rows; the rest was not read."), true});
    if (!table.hasAny(kCustomer + kSubscription + kTenant + QStringList{u"subscriptionid"_s, u"reference"_s})) {
        file.findings.append(
            {{file.name, tr("line 1")},
             u"heading"_s,
             tr("No column says whose a row is. Name one \"customer\", \"subscription\" or \"tenant\"."),
             true});
        return;
    }
    QSet<QString> seen;
    CustomerFile all;
    for (const CsvRow &row : table.rows)
        readRow(table, row, {file.name, tr("line %1").arg(row.line)}, all);
    file.findings += all.findings;
    // Customer and subscription stand in every row of their contacts; once is enough.
    for (const ImportedCustomer &c : std::as_const(all.customers))
        if (const QString key = u"c "_s + c.name.toCaseFolded() + c.country + c.language + c.sector;
            !seen.contains(key)) {
            seen.insert(key);
            file.customers.append(c);
        }
    for (const ImportedSubscription &s : std::as_const(all.subscriptions))
        if (const QString key = u"s "_s + (s.customer + u'\n' + s.name + u'\n' + s.ref).toCaseFolded();
            !seen.contains(key)) {
            seen.insert(key);
            file.subscriptions.append(s);
        }
    file.contacts += all.contacts;
}

} // namespace

QString wrongLine(const QString &text)
{
    if (text.size() > 200)
        return tr("It is longer than 200 characters: %1…").arg(text.left(40));
    return wrongInLine(text);
}

void addContacts(const ImportedContact &contact, const QString &emails, const QString &field, CustomerFile &file)
{
    static const QRegularExpression parts(u"[;,]"_s);
    static const QRegularExpression plain(
        u"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})+$"_s);
    int found = 0;
    for (const QString &each : emails.split(parts, Qt::SkipEmptyParts)) {
        const QString email = each.trimmed();
        if (email.isEmpty() || email == u"null")
            continue;
        if (!plain.match(email).hasMatch()) {
            file.findings.append(
                {contact.place, field, tr("This is no e-mail address: %1").arg(email.left(100).simplified()), true});
            continue;
        }
        ImportedContact one = contact;
        one.email = email;
        if (const QString wrong = wrongLine(one.name + one.phone); !wrong.isEmpty()) {
            file.findings.append({contact.place, u"phone"_s, wrong, true});
            continue;
        }
        if (found++ > 0)
            one.name.clear(); // a name is one person's
        file.contacts.append(one);
    }
    if (found == 0 && emails.trimmed().isEmpty() && !(contact.name + contact.phone).trimmed().isEmpty()) {
        ImportedContact one = contact;
        if (one.name.isEmpty())
            one.name = one.phone;
        file.contacts.append(one);
        file.findings.append({contact.place, field, tr("%1 has no address.").arg(one.name), false});
    }
}

CustomerFile readCustomers(const QString &name, const QByteArray &bytes)
{
    CustomerFile file;
    file.name = name;
    file.sha256 = QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
    if (bytes.size() > kMaxCustomerFile) {
        file.findings.append({{name, tr("the file")}, {}, tr("It is larger than 32 MiB."), true});
        return file;
    }
    const QByteArray start = bytes.left(4096).trimmed();
    const bool json = start.startsWith('{') || start.startsWith('[') || start.startsWith("\xEF\xBB\xBF{") ||
                      start.startsWith("\xEF\xBB\xBF[");
    if (json)
        readCloudJson(bytes, file);
    else
        readTable(bytes, file);
    return file;
}

CustomerFile readCustomers(const QList<std::pair<QString, QByteArray>> &files)
{
    CustomerFile all;
    QCryptographicHash hash(QCryptographicHash::Sha256);
    QStringList names;
    for (const auto &[name, bytes] : files) {
        all.add(readCustomers(name, bytes));
        hash.addData(bytes);
        names << name;
    }
    all.name = names.join(tr(", "));
    all.sha256 = QString::fromLatin1(hash.result().toHex());
    return all;
}

} // namespace tocsin
