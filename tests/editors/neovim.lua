-- What tests/editors/neovim has Neovim do. Works with 0.7 and later.
local work = os.getenv("WORK")
local draft, claims = work .. "/japan-cyber.txt", work .. "/japan-cyber.claims"

local function say(words)
  io.stdout:write(words .. "\n")
end

local function must(yes, words)
  if not yes then
    say("wrong: " .. words)
    vim.cmd("cquit 1")
  end
end

local function wait(what, done)
  must(vim.wait(60000, done, 50), what .. " did not come")
end

-- Asks the server about the first place of some words of the buffer.
local function ask(method, words, within, more)
  local at
  for number, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    local start = line:find(words, 1, true)
    if start then
      at = { number, start - 1 + within }
      break
    end
  end
  must(at, words .. " is not in the buffer")
  vim.api.nvim_win_set_cursor(0, at)
  local params = vim.tbl_extend("force", vim.lsp.util.make_position_params(0, "utf-16"), more or {})
  local answers = vim.lsp.buf_request_sync(0, method, params, 60000)
  for _, answer in pairs(answers or {}) do
    must(not answer.err, method .. ": " .. vim.inspect(answer.err))
    return answer.result
  end
  must(false, method .. " was not answered")
end

vim.cmd("edit " .. draft)
local client = vim.lsp.start_client({ name = "claimlint", cmd = { os.getenv("CLAIMLINT"), "lsp" }, root_dir = work })
must(client, "the server did not start")
vim.lsp.buf_attach_client(0, client)

wait("diagnostics", function()
  return #vim.diagnostic.get(0) > 5
end)
for _, finding in ipairs(vim.diagnostic.get(0)) do
  must(finding.source == "claimlint" and finding.code and #finding.message > 10, vim.inspect(finding))
end
say(#vim.diagnostic.get(0) .. " diagnostics, the first: " .. vim.diagnostic.get(0)[1].message:gsub("\n.*", ""))

local note = ask("textDocument/definition", "China.[15]", 7)
vim.lsp.util.jump_to_location(note[1], "utf-16")
local line = vim.api.nvim_get_current_line()
must(line:find("[15] Arthur Herman", 1, true) == 1, "the jump led to: " .. line)
say("[15] leads to: " .. line)

vim.cmd("edit " .. claims)
vim.lsp.buf_attach_client(0, client)
local edit = ask("textDocument/rename", "claim attack-share-2014", 8, { newName = "attack-share" })
vim.lsp.util.apply_workspace_edit(edit, "utf-16")
local words = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n")
must(words:find("claim attack-share \"", 1, true), "the claim was not renamed")
must(not words:find("attack-share-2014", 1, true), "the old name is left somewhere")
say("attack-share-2014 is attack-share now")

vim.lsp.stop_client(client)
say("all as it should be")
vim.cmd("qall!")
