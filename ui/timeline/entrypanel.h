#pragma once

#include "models/items/timelinerow.h"
#include "ui/common/timetext.h"
#include "ui/common/uicontext.h"

#include <QWidget>

class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace tocsin {

class Chip;
class FormDraft;
class Label;

/** Everything about one entry, beside the list: the whole text, its files, and what can be done with it. */
class EntryPanel : public QWidget
{
    Q_OBJECT

public:
    explicit EntryPanel(const UiContext &ui, QWidget *parent = nullptr);
    /** What was typed last is written to the draft. */
    ~EntryPanel() override;

    /** Shows an entry; half-typed words of a reason stay while it is the same one. */
    void showRow(const TimelineRow &row);
    [[nodiscard]] EntryId entry() const { return m_row.entry.id; }
    void setTimeText(const TimeText &time);
    /** Not empty: nothing can be changed, and this is why. */
    void setRefusal(const QString &reason);
    /** Opens the reason for striking, or says why it cannot be struck. */
    void startStrike();
    /** Marks or unmarks it as a key event. */
    void toggleKey();

Q_SIGNALS:
    void closed();
    /** Content that may not be kept: of the entry, or of one of its files (P12.2). */
    void redactRequested(const QString &table, qint64 row);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void build();
    void buildStrike();
    void fill();
    void fillFiles();
    [[nodiscard]] QWidget *fileRow(const Attachment &file);
    void saveAs(const Attachment &file);
    void write(AttachmentId id, const QString &path);
    void strike();
    void openDraft();
    void showNote(const QString &text, bool isError);
    [[nodiscard]] QString whyNotStruck() const;
    /** Why nothing can be done with the entry; an entry of a duplicate is only read here (P1.10). */
    [[nodiscard]] QString refusal() const;

    UiContext m_ui;
    TimelineRow m_row;
    TimeText m_time;
    QString m_refusal;
    Chip *m_kind;
    QToolButton *m_key;
    QToolButton *m_close;
    Label *m_instant;
    Label *m_utc;
    Label *m_recorded;
    Label *m_tags;
    Label *m_struck;
    QPlainTextEdit *m_text;
    QWidget *m_files;
    QVBoxLayout *m_fileLayout;
    QPushButton *m_strike;
    QPushButton *m_redact;
    QWidget *m_strikePanel;
    QLineEdit *m_reason;
    QPushButton *m_strikeNow;
    QPushButton *m_keep;
    Label *m_note;
    FormDraft *m_draft; ///< of the reason
    bool m_busy = false;
};

} // namespace tocsin
