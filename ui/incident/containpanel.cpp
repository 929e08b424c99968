#include "ui/incident/containpanel.h"

#include "ui/common/choicegroup.h"
#include "ui/common/formrow.h"
#include "ui/common/instantedit.h"
#include "ui/incident/entrypicker.h"
#include "ui/incident/formdraft.h"

#include <QJsonArray>
#include <QLineEdit>
#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

bool isVerification(ContainmentKind kind)
{
    return kind == ContainmentKind::CustomerRiskVerified || kind == ContainmentKind::BusinessRiskVerified;
}

QString kindDefinition(ContainmentKind kind)
{
    switch (kind) {
    case ContainmentKind::EmergencyMitigation:
        return ContainPanel::tr("Done at once, in any stage, to stop harm.");
    case ContainmentKind::CrisisContainment:
        return ContainPanel::tr("Quarantine and the like, also while diagnosis runs.");
    case ContainmentKind::Mitigation:
        return ContainPanel::tr("Follows when the immediate risk has passed.");
    case ContainmentKind::CustomerRiskVerified:
        return ContainPanel::tr("Somebody checked that customers are at risk no more.");
    case ContainmentKind::BusinessRiskVerified:
        return ContainPanel::tr("Somebody checked that the business is at risk no more.");
    }
    return {};
}

} // namespace

ContainPanel::ContainPanel(const UiContext &ui, const IncidentDetails &details, ContainmentKind kind, QWidget *parent)
    : ActPanel(ui, u"act/contain"_s, details, parent)
    , m_kind(new ChoiceGroup(tr("What is recorded")))
    , m_verifiedBy(new QLineEdit)
    , m_at(new InstantEdit(tr("When")))
    , m_evidence(new EntryPicker(ui, details.incident.id))
{
    m_kind->setObjectName(u"containKind"_s);
    for (const auto &e : enumTable<ContainmentKind>())
        m_kind->addChoice(codeOf(e.value), nameOf(e.value), kindDefinition(e.value));
    m_kind->setValue(codeOf(kind));
    addRow(tr("What is recorded"), m_kind, u"kind"_s);
    m_whatRow = addText(tr("&What was done"), m_what, u"what"_s, u"what"_s);
    m_verifiedBy->setObjectName(u"verifiedBy"_s);
    draft().watch(u"verifiedBy"_s, m_verifiedBy);
    m_verifiedRow = addRow(tr("Verified &by"), m_verifiedBy, u"verifiedBy"_s);
    m_at->setObjectName(u"containAt"_s);
    m_at->setLatest(nowMs());
    m_at->setMs(nowMs());
    draft().watch(u"at"_s, m_at);
    addRow(tr("W&hen"), m_at, u"at"_s);
    m_evidence->setObjectName(u"containEvidence"_s);
    m_evidence->setCompact();
    draft().watch(
        u"evidence"_s,
        [this] {
            QJsonArray ids;
            const QList<EntryId> chosen = m_evidence->chosen();
            for (const EntryId entry : chosen)
                ids.append(entry.value);
            return QJsonValue(ids);
        },
        [this](const QJsonValue &v) {
            QList<EntryId> chosen;
            const QJsonArray ids = v.toArray();
            for (const QJsonValue &id : ids)
                chosen << EntryId{id.toInteger()};
            m_evidence->setChosen(chosen);
        });
    connect(m_evidence, &EntryPicker::chosenChanged, this, [this] { draft().touch(); });
    addRow(tr("&Evidence"), m_evidence, u"evidence"_s)->setOptional(true);
    connect(m_kind, &ChoiceGroup::valueChanged, this, [this] {
        updateTexts();
        updateButton();
    });
    updateTexts();
    finish();
}

ContainmentKind ContainPanel::kind() const
{
    return fromCode<ContainmentKind>(m_kind->value().toString()).value_or(ContainmentKind::EmergencyMitigation);
}

void ContainPanel::refresh()
{
    m_at->setLatest(nowMs());
}

void ContainPanel::updateTexts()
{
    const bool verification = isVerification(kind());
    setTexts(nameOf(kind()),
             verification ? tr("Says that this risk is contained: who checked it, when, and how. Both risks have to be "
                               "verified before the last stage.")
                          : tr("Puts it into the record with its instant. It changes no stage and no clock."),
             tr("It stands in the timeline, for everybody who reads the incident."));
    setPrimary(verification ? tr("Record the verification") : tr("Record"));
    m_verifiedRow->setVisible(verification);
    m_whatRow->setHelp(verification ? tr("How it was verified: what was looked at, and what it showed.")
                                    : tr("What was done, where, and what it stops."));
}

QString ContainPanel::whyDisabled() const
{
    const Incident &i = incident();
    if (kind() == ContainmentKind::CustomerRiskVerified && i.customerContainedMs > 0)
        return tr("The customer risk is verified as contained.");
    if (kind() == ContainmentKind::BusinessRiskVerified && i.businessContainedMs > 0)
        return tr("The business risk is verified as contained.");
    return whyNot(isVerification(kind()) ? Act::VerifyContainment : Act::EmergencyMitigation, i, context());
}

void ContainPanel::submit()
{
    const QString what = m_what->toPlainText().trimmed();
    const QString by = isVerification(kind()) ? m_verifiedBy->text().trimmed() : QString();
    if (what.isEmpty()) {
        showError({ErrorKind::Invalid,
                   isVerification(kind()) ? tr("Say how it was verified.") : tr("Say what was done."),
                   {},
                   u"what"_s});
        return;
    }
    if (isVerification(kind()) && by.isEmpty()) {
        showError({ErrorKind::Invalid, tr("Say who verified it."), {}, u"verifiedBy"_s});
        return;
    }
    // The field knows minutes: "now" is not turned into the future by it.
    const qint64 at = std::min(m_at->ms(), nowMs());
    run([id = incident().id, version = incident().version, k = kind(), what, by, at, evidence = m_evidence->chosen()](
            Services &s) { return s.incidents.contain(id, version, k, what, by, at, evidence); },
        tr("Recorded: %1").arg(nameOf(kind())));
}

} // namespace tocsin
