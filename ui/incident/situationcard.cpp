#include "ui/incident/situationcard.h"

#include "models/services/workspace.h"
#include "ui/common/label.h"
#include "ui/common/timetext.h"
#include "ui/incident/markdownblock.h"

#include <QHBoxLayout>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace tocsin {

SituationCard::SituationCard(const UiContext &ui, QWidget *parent)
    : Card(tr("Situation"), parent)
    , m_ui(ui)
    , m_write(new QPushButton(tr("Write…")))
    , m_empty(wrappedLabel(tr("Nothing is written yet. Three short paragraphs save everybody a question: what we know, "
                              "what we don't, what is next."),
                           TextStyle::Muted))
{
    setObjectName(u"situationCard"_s);
    m_write->setObjectName(u"writeSituation"_s);
    m_write->setAccessibleName(tr("Write the situation"));
    header()->addWidget(m_write);
    connect(m_write, &QPushButton::clicked, this, &SituationCard::writeRequested);
    body()->addWidget(m_empty);
    m_known = addPart(tr("What we know"));
    m_unknown = addPart(tr("What we don't know"));
    m_next = addPart(tr("What is next"));
}

SituationCard::Part SituationCard::addPart(const QString &title)
{
    const Part part{new Label(title, TextStyle::SmallMuted), new MarkdownBlock(title)};
    body()->addWidget(part.title);
    body()->addWidget(part.text);
    return part;
}

void SituationCard::showSituation(const Situation &s, const QString &refusal)
{
    for (const auto &[part, text] : {std::pair(m_known, s.known), {m_unknown, s.unknown}, {m_next, s.next}}) {
        const bool has = !text.trimmed().isEmpty();
        part.title->setVisible(has);
        part.text->setVisible(has);
        part.text->showMarkdown(text);
    }
    m_empty->setVisible(s.version == 0);
    m_write->setEnabled(refusal.isEmpty());
    m_write->setToolTip(refusal.isEmpty() ? tr("Write a version; the ones before stay") : refusal);
    setNote(s.version == 0 ? QString()
                           : tr("version %1, %2, %3")
                                 .arg(s.version)
                                 .arg(s.byName, TimeText().brief(s.atMs, m_ui.workspace->clock().nowMs())));
}

} // namespace tocsin
