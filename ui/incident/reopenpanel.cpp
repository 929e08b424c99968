#include "ui/incident/reopenpanel.h"

#include "ui/common/choicegroup.h"
#include "ui/common/formrow.h"
#include "ui/incident/formdraft.h"

#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace tocsin {

ReopenPanel::ReopenPanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent)
    : ActPanel(ui, u"act/reopen"_s, details, parent)
    , m_to(new ChoiceGroup(tr("In which stage it goes on")))
{
    setTexts(tr("Reopen %1").arg(incident().reference()),
             tr("The incident comes back to the board. No clock restarts and no notice revives; how it ended stays in "
                "the record."),
             tr("Everybody who can read the incident sees that it was reopened, and why."));
    setPrimary(tr("Reopen"));
    m_to->setObjectName(u"reopenTo"_s);
    for (const auto &e : enumTable<Stage>())
        if (e.value <= incident().stage)
            m_to->addChoice(codeOf(e.value), nameOf(e.value),
                            e.value == incident().stage ? tr("Where it stood.") : QString());
    m_to->setValue(codeOf(incident().stage));
    draft().watch(u"to"_s, m_to);
    addRow(tr("It goes on in"), m_to, u"stage"_s);
    addText(tr("&Why it is reopened"), m_reason, u"reason"_s, u"reason"_s);
    finish();
}

QString ReopenPanel::whyDisabled() const
{
    return whyNot(Act::Reopen, incident(), context());
}

void ReopenPanel::submit()
{
    const QString reason = m_reason->toPlainText().trimmed();
    if (reason.isEmpty()) {
        showError({ErrorKind::Invalid, tr("Say why it is reopened."), {}, u"reason"_s});
        return;
    }
    const Stage to = fromCode<Stage>(m_to->value().toString()).value_or(incident().stage);
    run([id = incident().id, version = incident().version, to,
         reason](Services &s) { return s.incidents.reopen(id, version, to, reason); },
        tr("%1 is open again").arg(incident().reference()));
}

} // namespace tocsin
