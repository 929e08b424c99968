#pragma once

#include "models/domain/postmortemsummary.h"
#include "ui/common/card.h"

class QPlainTextEdit;
class QToolButton;

namespace tocsin {

class Label;

/** A paragraph of the summary while it is written, with the sections it came from (P11.4). */
class SummaryParagraphCard : public Card
{
    Q_OBJECT

public:
    explicit SummaryParagraphCard(QWidget *parent = nullptr);

    /** Its place, from 1; `alone`: there is no other, so it is not taken out. */
    void setPlace(int number, bool alone);
    void setReadOnly(bool readOnly);
    /** Emits nothing. */
    void setParagraph(const SummaryParagraph &paragraph);
    [[nodiscard]] SummaryParagraph paragraph() const;
    [[nodiscard]] QPlainTextEdit *field() const { return m_text; }

Q_SIGNALS:
    void edited();
    void removeWanted();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void showSections();

    QPlainTextEdit *m_text;
    QToolButton *m_from;
    QToolButton *m_remove;
    QHash<PostmortemSection, QAction *> m_sections;
    int m_number = 1;
    bool m_loading = false;
};

} // namespace tocsin
