#include "models/domain/incident.h"

#include <QRegularExpression>

namespace tocsin {

namespace {
constexpr qsizetype kMaxTitle = 200;
constexpr qsizetype kMaxText = 20000;

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::domain", text);
}
} // namespace

template<> std::span<const EnumEntry<ContainmentKind>> enumTable<ContainmentKind>()
{
    using enum ContainmentKind;
    static constexpr EnumEntry<ContainmentKind> table[] = {
        {EmergencyMitigation, "emergency", QT_TRANSLATE_NOOP("tocsin::domain", "Emergency mitigation")},
        {CrisisContainment, "crisis", QT_TRANSLATE_NOOP("tocsin::domain", "Crisis containment")},
        {Mitigation, "mitigation", QT_TRANSLATE_NOOP("tocsin::domain", "Longer-term mitigation")},
        {CustomerRiskVerified, "customer_risk",
         QT_TRANSLATE_NOOP("tocsin::domain", "Customer risk contained, verified")},
        {BusinessRiskVerified, "business_risk",
         QT_TRANSLATE_NOOP("tocsin::domain", "Business risk contained, verified")},
    };
    return table;
}

QString incidentReference(qint64 number)
{
    return QStringLiteral("INC-%1").arg(number, 4, 10, QLatin1Char('0'));
}

qint64 incidentNumber(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("^\\s*(?:inc[\\s-]*)?0*(\\d{1,12})\\s*$"),
                                         QRegularExpression::CaseInsensitiveOption);
    const auto match = form.match(text);
    return match.hasMatch() ? match.captured(1).toLongLong() : 0;
}

bool Incident::isWorkedAroundTheClock() const
{
    return severity && priority == Priority::P1 && !isDone();
}

Result<void> checkNewIncident(const NewIncident &i, qint64 nowMs)
{
    const auto bad = [](const char *text, const char *field) {
        return failure(ErrorKind::Invalid, tr(text), {}, QString::fromLatin1(field));
    };
    if (i.title.trimmed().isEmpty())
        return bad("Give the incident a title: what was noticed, in one line.", "title");
    if (i.title.size() > kMaxTitle || i.title.contains(u'\n'))
        return bad("The title is one line of 200 characters at most.", "title");
    if (i.description.size() > kMaxText)
        return bad("The description is longer than 20,000 characters. Attach it as a file instead.", "description");
    if (i.reportedBy.trimmed().isEmpty())
        return bad("Say who or what reported it.", "reportedBy");
    if (i.detectedMs <= 0)
        return bad("Say when it was detected.", "detected");
    if (i.detectedMs > nowMs)
        return bad("The detection cannot lie in the future.", "detected");
    return {};
}

QString addresseeText(const Obligation &o)
{
    if (!o.customerName.isEmpty())
        return o.customerName;
    return o.addresseeName.isEmpty() ? nameOf(o.addressee) : o.addresseeName;
}

} // namespace tocsin
