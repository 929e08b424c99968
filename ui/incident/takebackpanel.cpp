#include "ui/incident/takebackpanel.h"

#include "models/services/rescissionservice.h"
#include "ui/common/formrow.h"

#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace tocsin {

TakeBackPanel::TakeBackPanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent)
    : ActPanel(ui, u"act/takeback"_s, details, parent)
{
    setTexts(tr("Take the request back"),
             tr("The declaration of %1 stands as if nobody had asked, and sending goes on. It can be asked for again.")
                 .arg(incident().reference()),
             tr("The request and that it was taken back stay in the record, with your words."));
    setPrimary(tr("Take it back"));
    addText(tr("&Why"), m_words, u"words"_s, u"takeBackWords"_s, 3);
    finish();
}

QString TakeBackPanel::whyDisabled() const
{
    return whyNot(Act::TakeBackRescission, incident(), context());
}

void TakeBackPanel::submit()
{
    const QString words = m_words->toPlainText().trimmed();
    if (const auto allowed =
            checkRescissionDecision({RescissionDecision::TakenBack, incident().isRescissionPending(), true, words});
        !allowed) {
        showError(allowed.error());
        return;
    }
    run([id = incident().id, version = incident().version,
         words](Services &s) { return s.rescissions.decide(id, version, RescissionDecision::TakenBack, words); },
        tr("The declaration of %1 stands").arg(incident().reference()));
}

} // namespace tocsin
