#include "models/domain/situationreport.h"

#include <QDateTime>
#include <QMap>
#include <QRegularExpression>
#include <algorithm>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kShortestName = 2; ///< a single letter is no name
constexpr qsizetype kShortestAnyCase =
    3; ///< shorter ones ("AS", "IT") are words of the language but for their capitals
constexpr qsizetype kPatternLength = 8'000; ///< a pattern of all names at once is more than the engine takes
constexpr QChar kTakenOut(0xE000); ///< of the private use area: what stood for a name until all were looked for

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::domain", text);
}

QString instant(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(u"yyyy-MM-dd HH:mm 'UTC'"_s);
}

/** Takes the names of customers and subscriptions out of what people wrote, however many there are. */
class Redaction
{
public:
    explicit Redaction(QStringList names)
    {
        for (QString &name : names)
            name = name.simplified();
        names.removeDuplicates();
        // The longest first: "Birch Clinic North" before "Birch Clinic".
        std::sort(names.begin(), names.end(), [](const QString &a, const QString &b) { return a.size() > b.size(); });
        QStringList part;
        qsizetype length = 0, previous = 0;
        for (const QString &name : std::as_const(names)) {
            if (name.size() < kShortestName)
                continue;
            if (length > kPatternLength || (name.size() < kShortestAnyCase && previous >= kShortestAnyCase)) {
                add(part, previous >= kShortestAnyCase);
                part.clear();
                length = 0;
            }
            part << QRegularExpression::escape(name).replace(u"\\ "_s, u"\\s+"_s);
            length += part.last().size();
            previous = name.size();
        }
        add(part, previous >= kShortestAnyCase);
    }
    /** What cannot be searched for names is left out whole. */
    [[nodiscard]] QString operator()(const QString &text)
    {
        QString out = QString(text).remove(kTakenOut);
        for (const QRegularExpression &names : std::as_const(m_names)) {
            if (!names.isValid())
                return tr("(left out: the names of customers could not be looked for)");
            out.replace(names, QString(kTakenOut));
        }
        m_count += static_cast<int>(out.count(kTakenOut));
        return out.replace(QString(kTakenOut), tr("(a customer)"));
    }
    [[nodiscard]] int count() const { return m_count; }

private:
    void add(const QStringList &part, bool anyCase)
    {
        if (part.isEmpty())
            return;
        const QRegularExpression::PatternOptions options =
            anyCase ? QRegularExpression::CaseInsensitiveOption : QRegularExpression::NoPatternOption;
        m_names << QRegularExpression(u"(?<![\\p{L}\\p{N}])(?:%1)(?![\\p{L}\\p{N}])"_s.arg(part.join(u'|')),
                                      options | QRegularExpression::UseUnicodePropertiesOption);
    }

    QList<QRegularExpression> m_names;
    int m_count = 0;
};

/** One line may break no list: what people wrote into one line stays one. */
QString oneLine(const QString &text)
{
    return text.simplified();
}

QString clockLine(const QList<ObligationFacts> &facts, qint64 nowMs)
{
    int open = 0, proposed = 0;
    QList<ObligationFacts> running;
    for (const ObligationFacts &f : facts) {
        if (obligationState(f, nowMs) == ObligationState::Proposed)
            ++proposed;
        if (isOpen(f, nowMs)) {
            ++open;
            running.append(f);
        }
    }
    QStringList parts = {open == 0 ? tr("nothing open") : tr("%1 of %2 open").arg(open).arg(facts.size())};
    if (const qsizetype at = mostUrgent(running, nowMs); at >= 0) {
        const ObligationFacts &f = running[at];
        if (obligationState(f, nowMs) == ObligationState::Excepted)
            parts
                << tr("excepted until %1, original deadline %2").arg(instant(f.exceptedUntilMs), instant(f.deadlineMs));
        else if (f.deadlineMs == 0)
            parts << tr("without undue delay, since %1").arg(instant(f.triggerMs));
        else if (f.deadlineMs < nowMs)
            parts << tr("overdue by %1 (deadline %2)").arg(spanWords(nowMs - f.deadlineMs), instant(f.deadlineMs));
        else
            parts << tr("%1 left (deadline %2)").arg(spanWords(f.deadlineMs - nowMs), instant(f.deadlineMs));
    }
    if (proposed > 0)
        parts << tr("%1 proposed").arg(proposed);
    return parts.join(u", "_s);
}

/** By audience, never by customer. */
QStringList clockLines(const ReportInput &in)
{
    QMap<Addressee, QList<ObligationFacts>> byAudience;
    for (const Obligation &o : in.obligations)
        byAudience[o.addressee].append(o.facts);
    QStringList lines;
    for (auto it = byAudience.begin(); it != byAudience.end(); ++it) {
        const QString name = it.key() == Addressee::Customer    ? tr("Customers")
                             : it.key() == Addressee::Authority ? tr("Authorities")
                                                                : tr("Data subjects");
        lines << u"%1: %2"_s.arg(name, clockLine(it.value(), in.nowMs));
    }
    return lines.isEmpty() ? QStringList{tr("No clock runs.")} : lines;
}

QStringList containmentLines(const ReportInput &in, Redaction &without)
{
    const auto state = [](const QString &risk, qint64 ms) {
        return ms > 0 ? tr("%1: contained, verified %2").arg(risk, instant(ms)) : tr("%1: not verified").arg(risk);
    };
    QStringList lines = {state(tr("Customer risk"), in.incident.customerContainedMs),
                         state(tr("Business risk"), in.incident.businessContainedMs)};
    for (const QString &measure : in.measures)
        lines << oneLine(without(measure));
    return lines;
}

QStringList taskLines(const ReportInput &in, Redaction &without)
{
    QList<Task> open = in.tasks;
    open.removeIf([](const Task &t) { return t.state != TaskState::Open; });
    std::sort(open.begin(), open.end(), taskComesBefore);
    QStringList lines;
    for (const Task &t : std::as_const(open)) {
        QStringList parts = {oneLine(without(t.what))};
        if (!t.ownerName.isEmpty())
            parts << oneLine(without(t.ownerName));
        if (t.dueMs > 0)
            parts << (t.isOverdue(in.nowMs) ? tr("overdue since %1") : tr("due %1")).arg(instant(t.dueMs));
        lines << parts.join(u" – "_s);
    }
    return lines;
}

QStringList decisionLines(const ReportInput &in)
{
    const Incident &i = in.incident;
    QStringList lines;
    if (i.isDone())
        return lines;
    if (!i.manager.isValid())
        lines << tr("Who holds this incident.");
    if (!i.severity)
        lines << tr("Its severity: it is not assessed.");
    if (i.trackOpen && !i.isDeclared())
        lines << tr("Whether it is declared customer-reportable.");
    int proposed = 0;
    for (const Obligation &o : in.obligations)
        proposed += obligationState(o.facts, in.nowMs) == ObligationState::Proposed ? 1 : 0;
    if (proposed > 0)
        lines << tr("%1 proposed duties wait for legal.").arg(proposed);
    if (in.noticesAwaitingLegal > 0)
        lines << tr("%1 notices wait for legal's approval.").arg(in.noticesAwaitingLegal);
    if (i.isDeclared() && (i.customerContainedMs == 0 || i.businessContainedMs == 0))
        lines << tr("Whether the risks are contained.");
    return lines;
}

QString listOf(const QStringList &lines)
{
    return lines.isEmpty() ? QString() : u"- "_s + lines.join(u"\n- "_s);
}

QString endedLine(const Incident &i)
{
    if (i.closedMs > 0)
        return tr("closed %1").arg(instant(i.closedMs));
    return i.endedMs > 0 ? tr("ended %1: %2").arg(instant(i.endedMs), nameOf(i.outcome)) : QString();
}

QStringList headLines(const Incident &i, Redaction &without)
{
    QStringList lines = {u"%1: %2"_s.arg(i.reference(), oneLine(without(i.title)))};
    if (i.exercise)
        lines << tr("This is an exercise.");
    lines << tr("Severity: %1")
                 .arg(i.severity ? u"%1, %2"_s.arg(nameOf(*i.severity), codeOf(i.priority).toUpper()) +
                                       (i.provisional ? u", "_s + tr("provisional") : QString())
                                 : tr("not assessed"));
    lines << tr("Stage: %1, since %2").arg(nameOf(i.stage), instant(i.stageSinceMs));
    if (const QString ended = endedLine(i); !ended.isEmpty())
        lines << tr("State: %1").arg(ended);
    lines << tr("Detected: %1").arg(instant(i.detectedMs));
    if (i.isDeclared())
        lines << tr("Declared customer-reportable: %1").arg(instant(i.declaredMs));
    lines << tr("Incident manager: %1").arg(i.managerName.isEmpty() ? tr("nobody") : i.managerName);
    return lines;
}

} // namespace

SituationReport situationReport(const ReportInput &in)
{
    Redaction without(in.customerNames);
    QString text = u"# "_s + tr("Situation report") + u"\n\n"_s +
                   tr("Made %1 by %2.").arg(instant(in.nowMs), oneLine(in.byName)) + u"\n\n"_s +
                   listOf(headLines(in.incident, without)) + u'\n';
    const auto add = [&text](const QString &heading, const QString &body, const QString &otherwise = {}) {
        if (!body.trimmed().isEmpty() || !otherwise.isEmpty())
            text += u"\n## %1\n\n%2\n"_s.arg(heading, body.trimmed().isEmpty() ? otherwise : body.trimmed());
    };
    add(tr("Clocks"), listOf(clockLines(in)));
    add(tr("What we know"), without(in.situation.known), tr("Not written down yet."));
    add(tr("What we don't know"), without(in.situation.unknown));
    add(tr("What is next"), without(in.situation.next));
    add(tr("Containment"), listOf(containmentLines(in, without)));
    add(tr("Next steps"), listOf(taskLines(in, without)));
    add(tr("Decisions open"), listOf(decisionLines(in)), tr("None."));
    return {text, without.count()};
}

} // namespace tocsin
