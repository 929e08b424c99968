#include "models/rules/dutyrules.h"

#include "models/rules/dutyrulereader.h"

#include <QDirIterator>
#include <QFile>

#include <algorithm>

// A static library's resources are registered by hand, from outside any namespace.
static void registerDutyRules()
{
    Q_INIT_RESOURCE(tocsin_rules);
}

namespace tocsin {

using namespace Qt::StringLiterals;

bool DutyRule::isValidOn(QDate day) const
{
    return (!validFrom.isValid() || validFrom <= day) && (!validUntil.isValid() || day <= validUntil);
}

DutyKind DutyRule::dutyKind() const
{
    return jurisdiction == u"WW" ? DutyKind::Contract : DutyKind::Statute;
}

Result<DutyRules> DutyRules::load()
{
    registerDutyRules();
    QMap<QString, QByteArray> files;
    const QString root = u":/rules/"_s;
    QDirIterator it(root, {u"*.json"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        const QString path = it.next();
        const QString name = path.mid(root.size());
        if (!name.contains(u'/') && name != u"jurisdictions.json")
            continue; // the other rules (RuleBook)
        QFile file(path);
        if (file.open(QIODevice::ReadOnly))
            files.insert(name, file.readAll());
    }
    return fromJson(files);
}

Result<DutyRules> DutyRules::fromJson(const QMap<QString, QByteArray> &files)
{
    return DutyRuleReader().read(files);
}

const DutyRule *DutyRules::rule(const QString &id) const
{
    const auto it = std::find_if(m_rules.begin(), m_rules.end(), [&id](const DutyRule &r) { return r.id == id; });
    return it == m_rules.end() ? nullptr : &*it;
}

const Jurisdiction *DutyRules::jurisdiction(const QString &code) const
{
    const auto it = std::find_if(m_jurisdictions.begin(), m_jurisdictions.end(),
                                 [&code](const Jurisdiction &j) { return j.code == code; });
    return it == m_jurisdictions.end() ? nullptr : &*it;
}

QSet<QString> DutyRules::expanded(const QStringList &codes) const
{
    QSet<QString> all{u"WW"_s};
    for (const QString &code : codes) {
        all.insert(code);
        for (const Jurisdiction &j : m_jurisdictions)
            if (j.code == code && !j.within.isEmpty())
                all.insert(j.within);
            else if (j.countries.contains(code))
                all.insert(j.code);
    }
    return all;
}

const Jurisdiction *DutyRules::countedIn(const QString &ruleJurisdiction, const QStringList &codes) const
{
    const Jurisdiction *best = jurisdiction(ruleJurisdiction);
    for (const QString &code : codes) {
        const Jurisdiction *j = jurisdiction(code);
        if (j && (j->code == ruleJurisdiction || j->within == ruleJurisdiction) && j->countries.size() <= 1)
            return j;
    }
    return best;
}

} // namespace tocsin
