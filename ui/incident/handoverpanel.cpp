#include "ui/incident/handoverpanel.h"

#include "models/rules/rulebook.h"
#include "models/services/workspace.h"
#include "ui/common/formrow.h"
#include "ui/common/instantedit.h"
#include "ui/common/label.h"
#include "ui/incident/formdraft.h"

#include <QLineEdit>
#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace tocsin {

HandOverPanel::HandOverPanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent)
    : ActPanel(ui, u"act/hand-over"_s, details, parent)
    , m_whose(wrappedLabel({}))
    , m_to(new QLineEdit)
    , m_at(new InstantEdit(tr("When it was handed over")))
    , m_engagement(new QLineEdit)
{
    setTexts(
        tr("Hand %1 over to the customer").arg(incident().reference()),
        tr("What is the customer's alone is not handled as an incident of the provider. It ends as referred; it "
           "can be reopened with a reason."),
        tr("The timeline says to whom, when and what was said. Nothing is sent from here: tell the customer first."));
    setPrimary(tr("Hand over and end"));
    m_whose->setObjectName(u"handOverWhose"_s);
    addWidget(m_whose);
    m_to->setObjectName(u"handOverTo"_s);
    m_to->setPlaceholderText(tr("Customer, and who there"));
    draft().watch(u"to"_s, m_to);
    addRow(tr("Handed over t&o"), m_to, u"referredTo"_s);
    m_at->setObjectName(u"handOverAt"_s);
    m_at->setLatest(nowMs());
    m_at->setMs(nowMs());
    draft().watch(u"at"_s, m_at);
    addRow(tr("W&hen"), m_at, u"referredAt"_s);
    addText(tr("What the customer was &told"), m_said, u"referredSaid"_s, u"handOverSaid"_s);
    m_engagement->setObjectName(u"handOverEngagement"_s);
    m_engagement->setPlaceholderText(tr("Case or ticket of the support"));
    draft().watch(u"engagement"_s, m_engagement);
    addRow(tr("Support &engagement"), m_engagement, u"engagement"_s)->setOptional(true);
    m_whyRow = addText(tr("Why it is handed over &nevertheless"), m_why, u"nevertheless"_s, u"handOverWhy"_s, 2);
    refresh();
    finish();
}

void HandOverPanel::refresh()
{
    m_at->setLatest(nowMs());
    QStringList lines;
    for (const ServiceImpact &i : details().impacts)
        lines << impactText(i, m_ui.workspace->rules().responsibility());
    if (whose() == Responsible::Customer)
        lines << tr("All of it is the customer's.");
    else
        lines << (whose() ? tr("It is not the customer's alone.") : tr("Nobody said yet whose part it is."));
    m_whose->setText(lines.join(u'\n'));
    m_whyRow->setVisible(whose() != Responsible::Customer);
}

QString HandOverPanel::whyDisabled() const
{
    return whyNot(Act::HandOver, incident(), context());
}

void HandOverPanel::submit()
{
    HandOver h;
    h.to = m_to->text().trimmed();
    h.atMs = std::min(m_at->ms(), nowMs()); // the field knows minutes
    h.said = m_said->toPlainText().trimmed();
    h.engagement = m_engagement->text().trimmed();
    if (whose() != Responsible::Customer)
        h.nevertheless = m_why->toPlainText().trimmed();
    if (const auto ok = checkHandOver(h, whose(), incident().isDeclared(), incident().isDone(), nowMs()); !ok)
        return showError(ok.error());
    run([id = incident().id, version = incident().version,
         h](Services &s) { return s.responsibility.handOver(id, version, h); },
        tr("%1 handed over to %2").arg(incident().reference(), h.to));
}

} // namespace tocsin
