#pragma once

#include <QPlainTextEdit>

class QMimeData;

namespace tocsin {

/** One line that grows to a few: Enter submits, Shift+Enter starts a line; files and pictures may be pasted. */
class EntryEdit : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit EntryEdit(QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {160, heightOf(1)}; }

Q_SIGNALS:
    void submitted();
    void filesPasted(const QMimeData *data);
    void focusChanged(bool focused);
    /** Escape in an empty field: back to the list. */
    void left();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    [[nodiscard]] bool canInsertFromMimeData(const QMimeData *source) const override;
    void insertFromMimeData(const QMimeData *source) override;

private:
    [[nodiscard]] int heightOf(int lines) const;
    void fitHeight();
};

} // namespace tocsin
