#include "ui/incident/derivedpanel.h"

#include "ui/common/banner.h"
#include "ui/common/card.h"
#include "ui/common/chip.h"
#include "ui/common/flowlayout.h"
#include "ui/common/formrow.h"
#include "ui/common/label.h"
#include "ui/common/severitychip.h"
#include "ui/incident/formdraft.h"
#include "ui/incident/overridebox.h"

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
    , m_severityByHand(new OverrideBox(
          {u"severity"_s, u"reason"_s, tr("Set the severity by &hand"), tr("Severity by hand")}, QString()))
    , m_priorityByHand(new OverrideBox(
          {u"priority"_s, u"priorityReason"_s, tr("Set the &priority by hand"), tr("Priority by hand")}, u"Priority"_s))
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
    card->body()->addWidget(m_severityByHand);
    card->body()->addWidget(m_priorityByHand);
    connect(m_severityByHand, &OverrideBox::changed, this, &DerivedPanel::updateResult);
    connect(m_priorityByHand, &OverrideBox::changed, this, &DerivedPanel::updateResult);
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

void DerivedPanel::watch(FormDraft &draft)
{
    m_severityByHand->watch(draft);
    m_priorityByHand->watch(draft);
    draft.watch(u"finding"_s, m_finding);
}

void DerivedPanel::setFindings(const ImpactFindings &findings, bool declared)
{
    m_findings = findings;
    m_declared = declared;
    fillChoices();
    updateResult();
}

void DerivedPanel::setHistory(const QList<AssessmentRow> &rows)
{
    m_history = rows;
    fillChoices();
    updateResult();
}

void DerivedPanel::fillChoices()
{
    const Severity lowest = lowestOverride(m_findings, m_declared);
    const Severity derived = deriveSeverity(m_findings).severity;
    QList<OverrideBox::Choice> severities;
    for (const auto &e : enumTable<Severity>())
        if (e.value >= lowest ||
            (m_severityByHand->code() == codeOf(e.value) && overrideEnds(m_history, e.value, derived)))
            severities.append({codeOf(e.value), nameOf(e.value)});
    m_severityByHand->setChoices(severities, codeOf(derived));
    QList<OverrideBox::Choice> priorities;
    for (const auto &e : enumTable<Priority>())
        priorities.append({codeOf(e.value), nameOf(e.value)});
    m_priorityByHand->setChoices(priorities, codeOf(derivePriority(derived, m_findings)));
}

void DerivedPanel::setOverrides(const Incident &i, const AssessmentRow *newest)
{
    const bool severity = i.overridden && i.severity;
    m_severityByHand->set(severity ? codeOf(*i.severity) : QString(),
                          severity && newest ? newest->overrideReason : QString());
    m_priorityByHand->set(i.priorityOverridden ? codeOf(i.priority) : QString(),
                          i.priorityOverridden && newest ? newest->priorityReason : QString());
}

void DerivedPanel::updateResult()
{
    const DerivedSeverity d = deriveSeverity(m_findings);
    const AssessmentInput in = input();
    const bool severityEnds = in.overrideSeverity && overrideEnds(m_history, *in.overrideSeverity, d.severity);
    const std::optional<Severity> severity = severityEnds ? std::nullopt : in.overrideSeverity;
    const Severity stands = effectiveSeverity(d.severity, severity, m_declared);
    QStringList why = d.severityReasons;
    if (stands != d.severity)
        why << (severity ? tr("set by hand to %1, derived is %2").arg(nameOf(stands), nameOf(d.severity))
                         : tr("a declaration stands, so severity is High at least"));
    QStringList priorityWhy;
    const Priority derived = derivePriority(stands, m_findings, &priorityWhy);
    const bool priorityEnds = in.overridePriority && overrideEnds(m_history, *in.overridePriority, derived);
    const Priority priority = priorityEnds ? derived : in.overridePriority.value_or(derived);
    if (priority != derived)
        priorityWhy << tr("set by hand to %1, derived is %2").arg(nameOf(priority), nameOf(derived));
    const bool provisional = d.provisional && !severity;
    m_severity->setSeverity(stands, provisional);
    m_severity->setAccessibleName(tr("Severity %1").arg(severityText(stands, provisional)));
    m_priority->setText(priority == Priority::P1 ? tr("P1 · around the clock") : nameOf(priority));
    m_priority->setTone(priority == Priority::P1 ? Tone::High : Tone::Neutral);
    m_definition->setText(provisional ? tr("Reads \"%1\" until everything is known.").arg(severityText(stands, true))
                                      : QString());
    m_definition->setVisible(!m_definition->text().isEmpty());
    m_reasons->setText(lines(why));
    m_priorityReasons->setText(lines(priorityWhy));
    showHelp(severityEnds, priorityEnds);
}

void DerivedPanel::showHelp(bool severityEnds, bool priorityEnds)
{
    const bool bounded = lowestOverride(m_findings, m_declared) > Severity::Informational;
    m_severityByHand->setHelp(severityEnds ? tr("Ends when you save: the derived severity has passed it.")
                              : !bounded   ? tr("Ends by itself when the derived severity passes it.")
                              : m_declared ? tr("Not below High while a declaration stands.")
                                           : tr("Not below High while customer-data risk is imminent or confirmed."));
    m_priorityByHand->setHelp(priorityEnds ? tr("Ends when you save: the derived priority has passed it.")
                                           : tr("Ends by itself when the derived priority passes it."));
}

AssessmentInput DerivedPanel::input() const
{
    AssessmentInput in;
    in.findings = m_findings;
    if (m_severityByHand->isOn()) {
        in.overrideSeverity = fromCode<Severity>(m_severityByHand->code());
        in.overrideReason = m_severityByHand->reason();
    }
    if (m_priorityByHand->isOn()) {
        in.overridePriority = fromCode<Priority>(m_priorityByHand->code());
        in.priorityReason = m_priorityByHand->reason();
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
