#pragma once

#include "models/domain/working.h"
#include "ui/common/card.h"
#include "ui/common/uicontext.h"

class QPushButton;

namespace tocsin {

class Label;
class MarkdownBlock;

/** What we know, what we don't, what is next, as it stands (P1.11). */
class SituationCard : public Card
{
    Q_OBJECT

public:
    explicit SituationCard(const UiContext &ui, QWidget *parent = nullptr);

    /** `refusal` says why it cannot be written; empty if it can. */
    void showSituation(const Situation &situation, const QString &refusal);

Q_SIGNALS:
    void writeRequested();

private:
    struct Part
    {
        Label *title;
        MarkdownBlock *text;
    };
    Part addPart(const QString &title);

    UiContext m_ui;
    QPushButton *m_write;
    Label *m_empty;
    Part m_known, m_unknown, m_next;
};

} // namespace tocsin
