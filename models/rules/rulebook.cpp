#include "models/rules/rulebook.h"

#include "models/rules/dutyrules.h"
#include "models/rules/rulereader.h"

#include <QFile>

// A static library's resources are registered by hand, from outside any namespace.
static void registerRules()
{
    Q_INIT_RESOURCE(tocsin_rules);
}

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString keyOf(RuleBook::Scale scale, QStringView code)
{
    using enum RuleBook::Scale;
    QStringView name;
    switch (scale) {
    case Functional:
        name = u"functional";
        break;
    case Information:
        name = u"information";
        break;
    case Recoverability:
        name = u"recoverability";
        break;
    case CustomerDataRisk:
        name = u"customer_data_risk";
        break;
    case Severity:
        name = u"severity";
        break;
    case Priority:
        name = u"priority";
        break;
    }
    return name.toString() + u'/' + code.toString();
}

std::shared_future<std::shared_ptr<const DutyRules>> readAlready(const DutyRules &duties)
{
    std::promise<std::shared_ptr<const DutyRules>> promise;
    promise.set_value(std::make_shared<const DutyRules>(duties));
    return promise.get_future();
}

/** They are part of the program, and the tests read them: what cannot be read is a broken program. */
std::shared_ptr<const DutyRules> readNow()
{
    const Result<DutyRules> duties = DutyRules::load();
    if (!duties)
        qFatal("%s", qPrintable(duties.error().userText));
    return std::make_shared<const DutyRules>(*duties);
}

QMap<QString, QByteArray> ruleFiles()
{
    registerRules();
    QMap<QString, QByteArray> files;
    for (const QString &name : RuleBook::fileNames()) {
        QFile file(u":/rules/"_s + name);
        if (!file.open(QIODevice::ReadOnly))
            continue; // told as missing, by name
        files.insert(name, file.readAll());
    }
    return files;
}

} // namespace

RuleBook::RuleBook()
    : m_duties(readAlready(DutyRules()))
{
}

Result<RuleBook> RuleBook::load()
{
    auto book = fromJson(ruleFiles());
    auto duties = DutyRules::load();
    if (!book || !duties)
        return book ? Result<RuleBook>(tl::unexpected(duties.error())) : book;
    book->m_duties = readAlready(*duties);
    return book;
}

Result<RuleBook> RuleBook::loadAtStart()
{
    auto book = fromJson(ruleFiles());
    if (book)
        book->m_duties = std::async(std::launch::deferred, readNow).share();
    return book;
}

Result<RuleBook> RuleBook::fromJson(const QMap<QString, QByteArray> &files)
{
    return RuleReader().read(files);
}

QStringList RuleBook::fileNames()
{
    return {u"classification.json"_s, u"commitment.json"_s,     u"content.json"_s,
            u"impacts.json"_s,        u"responsibility.json"_s, u"sources.json"_s};
}

QString RuleBook::version() const
{
    const QStringList versions = m_versions.values();
    if (versions.isEmpty() || versions.count(versions.first()) == versions.size())
        return versions.value(0);
    QStringList parts;
    for (auto it = m_versions.begin(); it != m_versions.end(); ++it)
        parts << it.key().section(u'.', 0, 0) + u' ' + it.value();
    return parts.join(u", "_s);
}

QString RuleBook::definition(Scale scale, QStringView code) const
{
    return m_definitions.value(keyOf(scale, code)).text;
}

QString RuleBook::citation(Scale scale, QStringView code) const
{
    return m_definitions.value(keyOf(scale, code)).citation;
}

QString RuleBook::definition(FunctionalImpact value) const
{
    return definition(Scale::Functional, codeOf(value));
}

QString RuleBook::definition(InformationImpact value) const
{
    return definition(Scale::Information, codeOf(value));
}

QString RuleBook::definition(Recoverability value) const
{
    return definition(Scale::Recoverability, codeOf(value));
}

QString RuleBook::definition(CustomerDataRisk value) const
{
    return definition(Scale::CustomerDataRisk, codeOf(value));
}

QString RuleBook::definition(Severity value) const
{
    return definition(Scale::Severity, codeOf(value));
}

QString RuleBook::definition(Priority value) const
{
    return definition(Scale::Priority, codeOf(value));
}

QList<ContentItem> RuleBook::requiredContent(Audience audience) const
{
    return m_content.value(static_cast<int>(audience));
}

QString RuleBook::sourceHint(DetectionSource source) const
{
    return m_sourceHints.value(codeOf(source));
}

} // namespace tocsin
