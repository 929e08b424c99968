// What was entered about a customer, by whom and why (P9.2): version by version, in words.
#include "models/storage/customerhistory.h"
#include "models/domain/duty.h"
#include "models/domain/period.h"
#include "models/services/customerservice.h"
#include "models/services/session.h"

#include <QCoreApplication>
#include <QHash>
#include <algorithm>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}

QString yesOrNo(const QString &stored)
{
    return stored == u"1" ? tr("yes") : tr("no");
}

/** Names of the values of a version, and the values as a person reads them. */
QList<std::pair<QString, QString>> named(const CustomerVersion &v)
{
    const auto at = [&v](qsizetype i) { return v.values.value(i); };
    switch (v.kind) {
    case CustomerRecord::Customer:
        return {{tr("name"), at(0)},
                {tr("sector"), at(1)},
                {tr("country"), at(2)},
                {tr("language"), at(3)},
                {tr("remark"), at(4)}};
    case CustomerRecord::Subscription:
        return {{tr("name"), at(0)}, {tr("kind"), at(1)}, {tr("number"), at(2)}, {tr("tenant"), at(3)}};
    case CustomerRecord::Contact:
        return {{tr("name"), at(0)}, {tr("e-mail"), at(1)},       {tr("telephone"), at(2)},
                {tr("role"), at(3)}, {tr("subscription"), at(4)}, {tr("in use"), yesOrNo(at(5))}};
    case CustomerRecord::Term:
        break;
    }
    const Period period{at(2).toInt(), fromCode<PeriodUnit>(at(3)).value_or(PeriodUnit::WithoutUndueDelay)};
    return {{tr("contract"), at(0)},
            {tr("from"), nameOf(fromCode<StartsAt>(at(1)).value_or(StartsAt::Declaration))},
            {tr("time"), periodText(period)},
            {tr("to whom"), at(4)},
            {tr("by"), at(5)},
            {tr("language"), at(6)},
            {tr("allows an exception"), yesOrNo(at(7))},
            {tr("in force"), yesOrNo(at(8))}};
}

QString kindName(CustomerRecord kind)
{
    switch (kind) {
    case CustomerRecord::Customer:
        return tr("Customer");
    case CustomerRecord::Subscription:
        return tr("Subscription");
    case CustomerRecord::Contact:
        return tr("Contact");
    case CustomerRecord::Term:
        break;
    }
    return tr("Contract term");
}

/** "Contact Bo Tan: e-mail a@x → b@x", or that it was entered, and as what. */
QString changeText(const CustomerVersion &now, const CustomerVersion *before)
{
    QStringList parts;
    const auto values = named(now);
    const auto old = before ? named(*before) : QList<std::pair<QString, QString>>();
    for (qsizetype i = 0; i < values.size(); ++i) {
        const auto &[name, value] = values.at(i);
        if (!before && i > 0 && !value.isEmpty())
            parts << name + u' ' + value;
        else if (before && value != old.at(i).second)
            parts << tr("%1 %2 → %3")
                         .arg(name, old.at(i).second.isEmpty() ? tr("nothing") : old.at(i).second,
                              value.isEmpty() ? tr("nothing") : value);
    }
    const QString subject = kindName(now.kind) + u' ' + (before ? before->values : now.values).value(0);
    const QString what = parts.join(u", "_s);
    if (!before)
        return what.isEmpty() ? tr("%1 entered").arg(subject) : tr("%1 entered: %2").arg(subject, what);
    return tr("%1: %2").arg(subject, what.isEmpty() ? tr("confirmed as it was") : what);
}

} // namespace

Result<QList<CustomerChange>> CustomerService::history(CustomerId customer)
{
    auto versions = customerVersions(m_session.database(), customer);
    if (!versions)
        return tl::unexpected(versions.error());
    QList<CustomerChange> changes;
    QHash<std::pair<int, qint64>, qsizetype> last; // the version before, of the same thing
    for (qsizetype i = 0; i < versions->size(); ++i) {
        const CustomerVersion &v = versions->at(i);
        const std::pair key(static_cast<int>(v.kind), v.subject);
        const auto before = last.constFind(key);
        changes.append({v.atMs, v.byName, changeText(v, before == last.constEnd() ? nullptr : &versions->at(*before)),
                        v.reason, v.source});
        last.insert(key, i);
    }
    std::reverse(changes.begin(), changes.end()); // what was entered in one instant as well
    std::stable_sort(changes.begin(), changes.end(),
                     [](const CustomerChange &a, const CustomerChange &b) { return a.atMs > b.atMs; });
    return changes;
}

} // namespace tocsin
