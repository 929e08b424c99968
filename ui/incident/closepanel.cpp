#include "ui/incident/closepanel.h"

#include "ui/common/formrow.h"
#include "ui/incident/counted.h"
#include "ui/incident/missinglist.h"

#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace tocsin {

ClosePanel::ClosePanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent)
    : ActPanel(ui, u"act/close"_s, details, parent)
    , m_missing(new MissingList)
{
    setTexts(
        tr("Close %1").arg(incident().reference()),
        tr("The last act: the incident leaves the board and takes no more moves. It can be reopened with a reason."),
        tr("Everybody who can read it sees the closing and your summary."));
    setPrimary(tr("Close the incident"));
    addRow(tr("What is missing"), m_missing, u"missing"_s);
    connect(m_missing, &MissingList::jump, this, [this](const Missing &m) {
        if (m.code == u"stage"_s)
            Q_EMIT actRequested(Act::Move);
        else
            Q_EMIT goTo(m.where);
    });
    FormRow *row = addText(tr("&Summary"), m_summary, u"summary"_s, u"summary"_s, 5);
    row->setHelp(tr("How it ended, in a few sentences."));
    refresh();
    finish();
}

void ClosePanel::refresh()
{
    m_missing->setMissing(details().missingForClose);
}

QString ClosePanel::whyDisabled() const
{
    const QString why = whyNot(Act::Close, incident(), context());
    if (!why.isEmpty())
        return why;
    const auto n = details().missingForClose.size();
    return n == 0 ? QString()
                  : counted(n, tr("%1 thing is missing before it can be closed."),
                            tr("%1 things are missing before it can be closed."));
}

void ClosePanel::submit()
{
    const QString summary = m_summary->toPlainText().trimmed();
    if (summary.isEmpty()) {
        showError({ErrorKind::Invalid, tr("Say how it ended, in a few sentences."), {}, u"summary"_s});
        return;
    }
    run([id = incident().id, version = incident().version,
         summary](Services &s) { return s.incidents.close(id, version, summary); },
        tr("%1 is closed").arg(incident().reference()));
}

} // namespace tocsin
