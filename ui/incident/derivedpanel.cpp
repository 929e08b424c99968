#include "ui/incident/derivedpanel.h"

#include "ui/common/banner.h"
#include "ui/common/card.h"
#include "ui/common/chip.h"
#include "ui/common/flowlayout.h"
#include "ui/common/formrow.h"
#include "ui/common/label.h"
#include "ui/common/severitychip.h"
#include "ui/incident/formdraft.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

/** One reason a line, each begun with a dot. */
QString lines(const QStringList &reasons)
{
    QStringList list;
    for (const QString &r : reasons)
        list << u"• "_s + r;
    return list.join(u'\n');
}

} // namespace

DerivedPanel::DerivedPanel(QWidget *parent)
    : QWidget(parent)
    , m_severity(new SeverityChip)
    , m_priority(new Chip)
    , m_definition(wrappedLabel({}, TextStyle::SmallMuted))
    , m_reasons(wrappedLabel({}, TextStyle::Small))
    , m_priorityReasons(wrappedLabel({}, TextStyle::Small))
    , m_byHand(new QCheckBox(tr("Set the severity by &hand")))
    , m_overrideBox(new QWidget)
    , m_chosen(new QComboBox)
    , m_reason(new QLineEdit)
    , m_finding(new QLineEdit)
    , m_banner(new Banner(Banner::Kind::Error))
    , m_why(wrappedLabel({}, TextStyle::SmallMuted))
    , m_save(new QPushButton(tr("Save the assessment")))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    auto *card = new Card(tr("What it comes to"), this);
    layout->addWidget(card);
    auto *chips = new QWidget;
    auto *chipsLayout = new FlowLayout(chips, 6);
    chipsLayout->addWidget(m_severity);
    chipsLayout->addWidget(m_priority);
    card->body()->addWidget(chips);
    card->body()->addWidget(m_definition);
    card->body()->addWidget(new Label(tr("Severity, because"), TextStyle::BodyBold));
    card->body()->addWidget(m_reasons);
    card->body()->addWidget(new Label(tr("Priority, because"), TextStyle::BodyBold));
    card->body()->addWidget(m_priorityReasons);
    buildOverride();
    card->body()->addWidget(m_byHand);
    card->body()->addWidget(m_overrideBox);
    m_finding->setObjectName(u"finding"_s);
    m_finding->setPlaceholderText(tr("What was learned"));
    auto *finding = new FormRow(tr("Which &finding changed it"), m_finding);
    finding->setFieldName(u"finding"_s);
    card->body()->addWidget(finding);
    m_banner->setClosable(true);
    m_banner->hide();
    card->body()->addWidget(m_banner);
    m_why->hide();
    card->body()->addWidget(m_why);
    m_save->setObjectName(u"saveAssessment"_s);
    m_save->setAccessibleName(tr("Save the assessment"));
    m_save->setToolTip(tr("Kept as a new assessment; everybody who reads the incident sees it. Customer-data risk from "
                          "\"suspected\" on opens the notification track."));
    connect(m_save, &QPushButton::clicked, this, &DerivedPanel::saveRequested);
    card->body()->addWidget(m_save);
    layout->addStretch(1);
    updateResult();
}

void DerivedPanel::buildOverride()
{
    auto *layout = new QVBoxLayout(m_overrideBox);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    m_byHand->setObjectName(u"byHand"_s);
    m_byHand->setAccessibleName(tr("Set the severity by hand"));
    m_chosen->setObjectName(u"overrideSeverity"_s);
    m_reason->setObjectName(u"overrideReason"_s);
    m_chosenRow = new FormRow(tr("Severity by hand"), m_chosen);
    m_chosenRow->setFieldName(u"severity"_s);
    m_reasonRow = new FormRow(tr("Why"), m_reason);
    m_reasonRow->setFieldName(u"reason"_s);
    layout->addWidget(m_chosenRow);
    layout->addWidget(m_reasonRow);
    m_overrideBox->hide();
    connect(m_byHand, &QCheckBox::toggled, m_overrideBox, &QWidget::setVisible);
    connect(m_byHand, &QCheckBox::toggled, this, &DerivedPanel::updateResult);
    connect(m_chosen, &QComboBox::currentIndexChanged, this, &DerivedPanel::updateResult);
}

void DerivedPanel::watch(FormDraft &draft)
{
    draft.watch(u"byHand"_s, m_byHand);
    draft.watch(u"severity"_s, m_chosen);
    draft.watch(u"reason"_s, m_reason);
    draft.watch(u"finding"_s, m_finding);
}

void DerivedPanel::setFindings(const ImpactFindings &findings, bool declared)
{
    m_findings = findings;
    m_declared = declared;
    fillSeverities();
    updateResult();
}

void DerivedPanel::fillSeverities()
{
    const QVariant before = m_chosen->currentData();
    const Severity lowest = lowestOverride(m_findings, m_declared);
    const QSignalBlocker quiet(m_chosen);
    m_chosen->clear();
    for (const auto &e : enumTable<Severity>())
        if (e.value >= lowest)
            m_chosen->addItem(nameOf(e.value), codeOf(e.value));
    const int at = m_chosen->findData(before);
    const int derived = m_chosen->findData(codeOf(deriveSeverity(m_findings).severity));
    m_chosen->setCurrentIndex(at >= 0 ? at : std::max(derived, 0));
    m_chosenRow->setHelp(lowest > Severity::Informational
                             ? m_declared ? tr("Not below High while a declaration stands.")
                                          : tr("Not below High while customer-data risk is imminent or confirmed.")
                             : tr("Ends by itself when the derived severity passes it."));
}

void DerivedPanel::setOverride(std::optional<Severity> severity, const QString &reason)
{
    m_byHand->setChecked(severity.has_value());
    if (severity)
        m_chosen->setCurrentIndex(std::max(m_chosen->findData(codeOf(*severity)), 0));
    m_reason->setText(reason);
}

void DerivedPanel::updateResult()
{
    const DerivedSeverity d = deriveSeverity(m_findings);
    const AssessmentInput in = input();
    const Severity stands = effectiveSeverity(d.severity, in.overrideSeverity, m_declared);
    QStringList why = d.severityReasons;
    QStringList priorityWhy = d.priorityReasons;
    Priority priority = d.priority;
    if (stands != d.severity) {
        why << (in.overrideSeverity ? tr("set by hand to %1, derived is %2").arg(nameOf(stands), nameOf(d.severity))
                                    : tr("a declaration stands, so severity is High at least"));
        priority = derivePriority(stands, m_findings, &priorityWhy);
    }
    m_severity->setSeverity(stands, d.provisional && !in.overrideSeverity);
    m_severity->setAccessibleName(tr("Severity %1").arg(severityText(stands, d.provisional && !in.overrideSeverity)));
    m_priority->setText(priority == Priority::P1 ? tr("P1 · around the clock") : nameOf(priority));
    m_priority->setTone(priority == Priority::P1 ? Tone::High : Tone::Neutral);
    m_definition->setText(d.provisional && !in.overrideSeverity
                              ? tr("Reads \"%1\" until everything is known.").arg(severityText(stands, true))
                              : QString());
    m_definition->setVisible(!m_definition->text().isEmpty());
    m_reasons->setText(lines(why));
    m_priorityReasons->setText(lines(priorityWhy));
}

AssessmentInput DerivedPanel::input() const
{
    AssessmentInput in;
    in.findings = m_findings;
    if (m_byHand->isChecked()) {
        in.overrideSeverity = fromCode<Severity>(m_chosen->currentData().toString());
        in.overrideReason = m_reason->text().trimmed();
    }
    in.finding = m_finding->text().trimmed();
    return in;
}

void DerivedPanel::setWhyNot(const QString &why)
{
    m_whyNot = why;
    m_why->setText(why);
    m_why->setVisible(!why.isEmpty());
    m_save->setEnabled(why.isEmpty() && !m_busy);
}

void DerivedPanel::setBusy(bool busy)
{
    m_busy = busy;
    m_save->setEnabled(m_whyNot.isEmpty() && !m_busy);
    if (busy) {
        clearFieldErrors(this);
        m_banner->hide();
    }
}

void DerivedPanel::clearFinding()
{
    const QSignalBlocker quiet(m_finding);
    m_finding->clear();
}

void DerivedPanel::showError(const Error &error)
{
    if (error.field.isEmpty() || !showFieldError(this, error.field, error.userText))
        m_banner->show(Banner::Kind::Error, error.userText);
}

void DerivedPanel::say(const QString &text, const QString &detail)
{
    m_banner->show(Banner::Kind::Warning, text, detail);
}

} // namespace tocsin
