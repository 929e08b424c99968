#pragma once

#include "models/items/quickentry.h"
#include "ui/common/timetext.h"
#include "ui/common/uicontext.h"
#include "ui/timeline/pendingfile.h"

#include <QTimer>
#include <QWidget>
#include <functional>

class QComboBox;
class QMimeData;
class QProgressBar;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace tocsin {

class Card;
class EntryEdit;
class FileQuestion;
class FormDraft;
class Label;

/** The line at the bottom of a timeline: what happened, when, of what kind, with files. Always in reach (Ctrl+E). */
class QuickEntryBar : public QWidget
{
    Q_OBJECT

public:
    explicit QuickEntryBar(const UiContext &ui, QWidget *parent = nullptr);
    /** What was typed last is written to the draft. */
    ~QuickEntryBar() override;

    /** Another incident: the text becomes that incident's draft. */
    void setIncident(IncidentId incident);
    /** In this zone times are shown and read. */
    void setTimeText(const TimeText &time);
    /** Not empty: nothing can be added, and this is why. */
    void setRefusal(const QString &reason);
    void focusText();
    /** Files from a drop or the clipboard. True if there were any. */
    bool take(const QMimeData *mime);
    void addFiles(const QStringList &paths);
    [[nodiscard]] const QList<FileQuestion *> &files() const { return m_files; }
    [[nodiscard]] bool isBusy() const { return m_busy; }
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    /** It stands in the record. */
    void added(tocsin::EntryKey key);
    /** Files were put beside the text and need room. */
    void filesWait();
    /** Escape: back to the list. */
    void left();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void nameFields();
    void onEdited();
    void updatePreview();
    void updateButtons();
    /** As high as its files, up to a few: the list above keeps its room. */
    void fitFiles();
    void chooseFiles();
    void addPending(PendingFile file);
    void removeFile(FileQuestion *question);
    void submit();
    void send(const NewEntry &entry, const QList<PendingFile> &files);
    void onAdded(EntryId id, const NewEntry &entry, const QStringList &problems);
    void onRefused(const Error &error);
    void setBusy(bool busy);
    void showNote(const QString &text, bool isError);
    void watchDraft();
    void openDraft();

    UiContext m_ui;
    IncidentId m_incident;
    TimeText m_time;
    QString m_refusal;
    Card *m_card;
    QWidget *m_filePanel;
    QScrollArea *m_fileScroll;
    QVBoxLayout *m_fileLayout;
    QComboBox *m_kind;
    int m_kindWidth = 0; ///< for its longest word
    Label *m_preview;
    EntryEdit *m_text;
    Label *m_hint;
    QPushButton *m_attach;
    QPushButton *m_add;
    QPushButton *m_stop;
    QProgressBar *m_progress;
    Label *m_note;
    QList<FileQuestion *> m_files;
    FormDraft *m_draft;
    QTimer m_progressTimer;
    std::shared_ptr<FileProgress> m_reading;
    QuickEntry m_parsed;
    bool m_busy = false;
};

} // namespace tocsin
