#pragma once

#include "models/services/recordservice.h"
#include "ui/common/card.h"
#include "ui/common/uicontext.h"

#include <optional>

class QLineEdit;
class QPushButton;
class QTableWidget;

namespace tocsin {

class Banner;
class FormRow;
class Label;
class LongWork;

/** "12:3fa9…" as it is copied here, or with a space; nothing if it is none. */
[[nodiscard]] std::optional<Anchor> anchorFromText(const QString &text);
[[nodiscard]] QString anchorText(const Anchor &anchor);
/** What a finding of this kind means, for somebody who has to rely on the record. */
[[nodiscard]] QString findingMeaning(const QString &check);

/** Proves the record whole, or names what is not: says what is checked, runs, and shows the result (P12.1, DESIGN 4).
 */
class VerifyPanel : public Card
{
    Q_OBJECT

public:
    explicit VerifyPanel(const UiContext &ui, QWidget *parent = nullptr);

    /** Ready to start; what was found last stays in sight. */
    void prepare();
    [[nodiscard]] bool isRunning() const;

Q_SIGNALS:
    /** The person is done with it. */
    void closed();
    void entryWanted(qint64 seq);

private:
    void build();
    void buildResult();
    void start();
    void answer(const Result<VerificationReport> &report);
    void showClean(const VerificationReport &report);
    void showFindings(const VerificationReport &report);
    /** P12.2: what is gone, by whom and why, in a record that is whole all the same. */
    void showRedactions(const QList<RedactedContent> &redactions);
    void readHead();
    void showHead(const Anchor &head);

    UiContext m_ui;
    Label *m_what = nullptr;
    QLineEdit *m_anchor = nullptr;
    FormRow *m_anchorRow = nullptr;
    QPushButton *m_start = nullptr;
    LongWork *m_work = nullptr;
    Banner *m_banner = nullptr;
    Label *m_figures = nullptr;
    Label *m_redactions = nullptr;
    QTableWidget *m_findings = nullptr;
    QWidget *m_headRow = nullptr;
    Label *m_head = nullptr;
    Anchor m_headAnchor;
};

} // namespace tocsin
