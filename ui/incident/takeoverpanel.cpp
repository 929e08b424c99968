#include "ui/incident/takeoverpanel.h"

#include "ui/common/formrow.h"

#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace tocsin {

TakeOverPanel::TakeOverPanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent)
    : ActPanel(ui, u"act/take-over"_s, details, parent)
{
    refresh();
    setPrimary(tr("Take over"));
    addText(tr("&Why you take it over"), m_reason, u"reason"_s, u"reason"_s);
    finish();
}

void TakeOverPanel::refresh()
{
    const QString holder = incident().managerName;
    setTexts(
        tr("Take over %1").arg(incident().reference()),
        holder.isEmpty()
            ? tr("Nobody holds this incident. From now on you are its incident manager: declaring, sending and "
                 "closing are yours.")
            : tr("%1 holds this incident. From now on you are its incident manager: declaring, sending and closing "
                 "are yours, and no longer theirs.")
                  .arg(holder),
        holder.isEmpty() ? tr("Your name stands on the board and in the timeline.")
                         : tr("%1 is told, and the timeline says who took over and why.").arg(holder));
}

QString TakeOverPanel::whyDisabled() const
{
    return whyNot(Act::TakeOver, incident(), context());
}

void TakeOverPanel::submit()
{
    const QString reason = m_reason->toPlainText().trimmed();
    if (reason.isEmpty()) {
        showError({ErrorKind::Invalid, tr("Say why you take it over."), {}, u"reason"_s});
        return;
    }
    run([id = incident().id, version = incident().version,
         reason](Services &s) { return s.incidents.takeOver(id, version, reason); },
        tr("You hold %1").arg(incident().reference()));
}

} // namespace tocsin
