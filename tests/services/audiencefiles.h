#pragma once

#include "models/domain/customerimport.h"
#include "models/domain/scopefile.h"

#include <QCryptographicHash>

namespace tocsin::test {

using namespace Qt::StringLiterals;

/** A customer in French with a tenant, two subscriptions, a security contact and a group. */
inline CustomerFile larch()
{
    CustomerFile file;
    file.name = u"larch.csv"_s;
    file.sha256 = QString(64, u'a');
    const auto at = [&](int line) { return ImportPlace{file.name, u"line %1"_s.arg(line)}; };
    file.customers = {{at(2), u"Larch"_s, u"FR"_s, u"fr"_s, {}, u"t-101"_s}};
    file.subscriptions = {{at(2), {}, u"larch-1"_s, u"subscription"_s, u"s-101"_s, u"t-101"_s},
                          {at(3), {}, u"larch-2"_s, u"subscription"_s, u"s-102"_s, u"T-101"_s}};
    ImportedContact c;
    c.place = at(2);
    c.subscriptionRef = u"S-101"_s;
    c.email = u"lou@larch.example"_s;
    c.kind = u"security"_s;
    file.contacts = {c};
    c.place = at(4);
    c.subscriptionRef.clear();
    c.tenantRef = u"t-101"_s;
    c.email.clear();
    c.name = u"PIM-Owners"_s;
    c.kind = u"administrator"_s;
    file.contacts.append(c);
    return file;
}

/** A log that names these, one a row. */
inline ScopeFile flows(const QStringList &keys)
{
    ScopeFile file;
    file.kind = u"flow_log"_s;
    file.name = u"flows.jsonl"_s;
    file.bytes = keys.join(u'\n').toUtf8();
    file.sha256 = QString::fromLatin1(QCryptographicHash::hash(file.bytes, QCryptographicHash::Sha256).toHex());
    int n = 0;
    for (const QString &key : keys)
        file.lines.append({{file.name, u"line %1"_s.arg(++n)}, key, {}, u"names"_s, u"confirmed"_s, 1000, 2000, 1});
    file.rows = n;
    return file;
}

} // namespace tocsin::test
